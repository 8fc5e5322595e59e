// Runs the tests, two files at a time, on a site that is built once for all of them.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtSite } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(here, { recursive: true }).filter((name) => name.endsWith(".test.mjs")).map((name) => join(here, name)).sort();
const environment = { ...process.env, XLSCORE_BUILT_SITE: builtSite() };
process.exitCode = spawnSync(process.execPath, ["--test", "--test-concurrency=2", ...files], { stdio: "inherit", env: environment }).status ?? 1;
