import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../browser.mjs";

const { outputFiles } = await build({ entryPoints: [join(root, "webaddin/src/page/saving.ts")], bundle: true, format: "esm", write: false });
const { filledName } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

for (const [name, done, expected] of [
  ["Q2.xlsx", ["Generate force grades"], "Q2 (generate force grades).xlsx"],
  ["Q2.final.xlsm", ["Update MSG positions", "Fill threat & impact"], "Q2.final (update MSG positions, fill threat & impact).xlsm"],
  ["Q2.xlsx", ["Refresh all", "Refresh all"], "Q2 (refresh all).xlsx"],
  ["Q2.xlsx", ["Agree grades", "Next cycle", "Score risks", "Carry notes", "Targets"], "Q2 (agree grades, next cycle, score risks and 2 more).xlsx"],
  ["noending", ["Targets"], "noending (targets).xlsx"],
])
  test(`${name} after ${done.join(", ")} is ${expected}`, () => {
    assert.equal(filledName(name, done), expected);
    assert.notEqual(filledName(name, done), name);
  });
