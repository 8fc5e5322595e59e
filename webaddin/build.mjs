// Bundles src/ into built/, which the package ships: who builds a site needs no developer's tools.
// `--check` compares what would be built with what is there, and fails where they differ.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "built");
// Each file that a page or the browser loads by its own name.
const entries = ["src/engine/worker.ts", "src/engine/signed-in.ts", "src/page/page.ts", "src/page/page.css", "src/page/offline.ts", "src/addin/pane.ts", "src/addin/pane.css"];
// What is shipped as it is.
const copied = ["src/page/index.html", "src/page/icon.svg", "src/addin/pane.html", "src/addin/about.html", "src/engine/signed-in.html"];

const made = await build({
  absWorkingDir: here,
  entryPoints: entries.filter((entry) => existsSync(join(here, entry))),
  entryNames: "[name]",
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minifyWhitespace: true, // names stay, so that IT can read it in the browser's own tools; src/ is what people change
  write: false,
});
const files = new Map(made.outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)]));
for (const name of copied) if (existsSync(join(here, name))) files.set(basename(name), readFileSync(join(here, name)));

if (process.argv.includes("--check")) {
  const there = existsSync(out) ? readdirSync(out) : [];
  const wrong = [...new Set([...there, ...files.keys()])].filter(
    (name) => !files.has(name) || !there.includes(name) || !files.get(name).equals(readFileSync(join(out, name))),
  );
  if (wrong.length) {
    console.error(`Not what src/ says: ${wrong.sort().join(", ")} in built/. Run: npm run build`);
    process.exit(1);
  }
} else {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  for (const [name, data] of files) writeFileSync(join(out, name), data);
  console.log(`${[...files].map(([name, data]) => `${name} ${data.length}`).join("\n")}`);
}
