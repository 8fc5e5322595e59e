// TypeScript of ours as a module that node runs.
import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** What the files of these paths, from the folder webaddin on, export together. */
export async function bundled(...paths) {
  const folder = mkdtempSync(join(tmpdir(), "xlscore-addin-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "all.mjs");
  const contents = paths.map((path) => `export * from ${JSON.stringify(join(here, "..", path))};`).join("\n");
  await build({ stdin: { contents, resolveDir: here }, bundle: true, format: "esm", platform: "node", target: "node20", outfile });
  return import(pathToFileURL(outfile));
}
