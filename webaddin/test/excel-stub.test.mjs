// The stub of Excel refuses what Excel refuses: a test that passes on it says something only as long as it does.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundled.mjs";

const { installed } = await bundled("test/excel-stub/office.ts");
let stub;

beforeEach(() => {
  stub = installed();
  stub.host.book.add("Grid");
});

const grid = (context) => context.workbook.worksheets.getItem("Grid");
const refused = (code) => (error) => error.code === code;

test("a message of over 5 MB is refused on the web, and not on the desktop", async () => {
  const write = () =>
    Excel.run(async (context) => {
      grid(context).getRangeByIndexes(0, 0, 10_000, 20).values = Array.from({ length: 10_000 }, () => Array(20).fill("Requires Improvement, and some more"));
    });

  await assert.rejects(write, refused("RequestPayloadSizeLimitExceeded"));
  stub.host.onTheWeb = false;
  await write();
});

test("an answer of over 5 MB is refused on the web", async () => {
  stub.host.onTheWeb = false;
  await Excel.run(async (context) => {
    grid(context).getRangeByIndexes(0, 0, 1_000, 20).values = Array.from({ length: 1_000 }, () => Array(20).fill("x".repeat(400)));
  });
  stub.host.onTheWeb = true;

  await assert.rejects(
    Excel.run(async (context) => void grid(context).getRangeByIndexes(0, 0, 1_000, 20).load("formulas")),
    refused("ResponsePayloadSizeLimitExceeded"),
  );
});

test("what was not loaded, or not yet, cannot be read", async () => {
  await Excel.run(async (context) => {
    const cell = grid(context).getRange("A1");

    assert.throws(() => cell.values, refused("PropertyNotLoaded"));
    cell.load("values");
    assert.throws(() => cell.values, refused("PropertyNotLoaded"));
    await context.sync();
    assert.deepEqual(cell.values, [[""]]);
    assert.throws(() => cell.formulas, refused("PropertyNotLoaded"));
  });
});

test("values in another shape than their cells are refused, and null leaves a cell as it is", async () => {
  await assert.rejects(
    Excel.run(async (context) => void (grid(context).getRangeByIndexes(0, 0, 2, 2).values = [[1, 2]])),
    refused("InvalidArgument"),
  );
  await Excel.run(async (context) => void (grid(context).getRange("A1:B1").values = [["kept", 1]]));
  await Excel.run(async (context) => void (grid(context).getRange("A1:B1").formulas = [[null, "=1+1"]]));

  assert.deepEqual([...stub.host.book.of("Grid").cells.values()], ["kept", "=1+1"]);
});

test("two messages at once are refused", async () => {
  const read = () => Excel.run(async (context) => void grid(context).getRange("A1").load("values"));

  const ended = await Promise.allSettled([read(), read()]);

  assert.deepEqual(ended.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  assert.match(ended.find(({ status }) => status === "rejected").reason.message, /Wait until the previous call completes/);
});

test("a function that uses the workbook while Excel calculates is refused", async () => {
  CustomFunctions.associate("BAD", () => Excel.run(async (context) => void context.workbook.worksheets.getItem("Grid").activate()));

  const [shown] = await stub.functions.recalculate([["BAD", []]]);

  assert.match(shown, /functions cannot use the workbook/);
});

test("a text is read as if it was typed, unless it is marked as one", async () => {
  await Excel.run(async (context) => void (grid(context).getRange("A1:D1").values = [["3/4", "'3/4", "12", "'=x"]]));

  assert.deepEqual([...stub.host.book.of("Grid").cells.values()], [45_000, "3/4", 12, "=x"]);
});

test("a sheet that is not there, a name that is taken, a style that nobody made and a protected sheet are refused", async () => {
  await assert.rejects(Excel.run(async (context) => context.workbook.worksheets.getItem("No").activate()), refused("ItemNotFound"));
  await assert.rejects(Excel.run(async (context) => void context.workbook.worksheets.add("grid")), refused("ItemAlreadyExists"));
  await assert.rejects(Excel.run(async (context) => void (grid(context).getRange("A1").style = "Mine")), refused("ItemNotFound"));
  stub.host.book.of("Grid").shut = true;
  await assert.rejects(Excel.run(async (context) => void (grid(context).getRange("A1").values = [[1]])), refused("AccessDenied"));
});

test("no member is newer than what the manifest asks of Excel", () => {
  const here = dirname(fileURLToPath(import.meta.url));
  const [host, fits, manifest] = ["excel-stub/host.ts", "excel-stub/fits.ts", "../../xlscore/web/manifest.py"].map((path) => readFileSync(join(here, path), "utf8"));
  const types = readFileSync(join(here, "..", "node_modules", "@types", "office-js", "index.d.ts"), "utf8");
  const excel = types.slice(types.indexOf("declare namespace Excel"));
  const asked = /"ExcelApi", "1\.(\d+)"/.exec(manifest)[1];
  const body = (text, start, end) => text.slice(text.search(start), text.indexOf(end, text.search(start)));
  const sets = [...fits.matchAll(/Fits<stub\.(\w+), Excel\.(\w+)>/g)].flatMap(([, stub, real]) => {
    const [ours, theirs] = [body(host, new RegExp(`^export class ${stub} `, "m"), "\n}\n"), body(excel, new RegExp(`^    class ${real} extends`, "m"), "\n    }\n")];
    const members = [...ours.matchAll(/^  (?:get |set )?(\w+)\(/gm)].map(([, name]) => name).filter((name) => !["constructor", "load", "isNullObject"].includes(name));
    return members.map((name) => {
      const before = theirs.slice(0, theirs.search(new RegExp(`^        (?:readonly )?${name}[(:?]`, "m")));
      return [`${real}.${name}`, Number([...before.matchAll(/Api set: ExcelApi 1\.(\d+)/g)].at(-1)?.[1] ?? 1)];
    });
  });

  assert.ok(sets.length > 80);
  assert.deepEqual(sets.filter(([, set]) => set > Number(asked)), []);
});

test("the compiler finds a member that Excel does not have", () => {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "excel-stub");
  const [host, fits] = [join(folder, "spoilt-host.ts"), join(folder, "spoilt-fits.ts")];
  writeFileSync(host, readFileSync(join(folder, "host.ts"), "utf8").replace("  getActiveCell()", "  getEveryCell(): void {}\n  getActiveCell()"));
  writeFileSync(fits, readFileSync(join(folder, "fits.ts"), "utf8").replace("./host", "./spoilt-host"));
  try {
    const ended = spawnSync(process.execPath, [join(folder, "..", "..", "node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", join(folder, "..", "..")], { encoding: "utf8" });

    assert.notEqual(ended.status, 0);
    assert.match(ended.stdout, /spoilt-fits\.ts.*"getEveryCell"/);
  } finally {
    rmSync(host, { force: true });
    rmSync(fits, { force: true });
  }
});
