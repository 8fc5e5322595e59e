// What tests share: the site as `xlscore web build` writes it, a server that hands it out with our own headers, and Chromium.
import { chromium } from "playwright-core";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const webaddin = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(webaddin);

/** What our Python prints for these arguments, with this on its standard input. */
export function python(args, input = "") {
  const environment = { ...process.env, PYTHONPATH: root, PYTHONHASHSEED: "0" };
  const ended = spawnSync(process.env.PYTHON ?? "python", args, { cwd: root, input, encoding: "utf8", maxBuffer: 1 << 28, env: environment });
  if (ended.status !== 0) throw new Error(`${args.join(" ")}: ${ended.error ?? ended.stderr}`);
  return ended.stdout;
}

/** A folder with the site, gone at the end. */
export function builtSite(more = []) {
  const folder = mkdtempSync(join(tmpdir(), "xlscore-site-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  python(["-m", "xlscore", "web", "build", "--out", folder, "--pyodide", join(webaddin, "node_modules", "pyodide"), "--quiet", ...more]);
  return folder;
}

const said = `
import json, sys
from xlscore.web.headers import *
asks, forbids = sys.argv[1:]
said = lambda path: {name: value.replace(forbids or "\\0", "") for name, value in headers_of(path, asks).items()}
print(json.dumps([said(""), {path: said(path) for path in OTHER_HEADERS}, dict(CONTENT_TYPES)]))
`;

/**
 * A server for a folder: its address, the paths that it was asked for, and how to close it. Its pages may ask `asks`; their policy
 * lacks `forbids`.
 */
export async function served(folder, { asks = "", forbids = "" } = {}) {
  const [headers, others, types] = JSON.parse(python(["-c", said, asks, forbids]));
  const asked = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/^\/+/, "") || "index.html";
    asked.push(path);
    const file = join(folder, path);
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    return response.writeHead(200, { ...(others[path.split("/")[0]] ?? headers), "Content-Type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}

const places = [process.env.CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function launched() {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("Chromium is not installed (Debian's chromium-headless-shell has it)");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** What Chromium complains of where the network is cut: whether there is a newer version is all that is asked for then. */
export const withoutNetwork = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|unknown error occurred when fetching the script/;

/** A page that says what goes wrong on it: errors, complaints on the console, and what it asked other hosts for. */
export async function opened(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wrong = [];
  const elsewhere = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && !message.location().url.endsWith("favicon.ico") && wrong.push(message.text()));
  context.on("request", (request) => !request.url().startsWith(address) && !/^(blob|data):/.test(request.url()) && elsewhere.push(request.url()));
  await page.goto(address);
  return { context, page, wrong, elsewhere };
}
