// Figures of the site in Chromium, as JSON; benchmarks/bench_web.py runs it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { builtSite, launched, opened, root, served } from "./browser.mjs";

const round = (number, places = 2) => Math.round(number * 10 ** places) / 10 ** places;
const folder = builtSite();
const site = await served(folder);
const browser = await launched();
const told = { starts: [], recalculations: [], presses: [] };

/** Processor seconds of the page's process, its worker's thread among them. */
async function processor(here) {
  const { metrics } = await here.session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ProcessTime").value;
}

async function started() {
  const here = await opened(browser, "about:blank");
  here.session = await here.context.newCDPSession(here.page);
  await here.session.send("Performance.enable");
  const elsewhere = [];
  here.context.on("request", (request) => !request.url().startsWith(site.address) && !/^(blob|data):/.test(request.url()) && elsewhere.push(request.url()));
  here.elsewhere = elsewhere;
  const began = performance.now();
  await here.page.goto(site.address);
  const before = await processor(here);
  await here.page.evaluate(() => window.xlscore.ready);
  told.starts.push({ ms: Math.round(performance.now() - began), processor_seconds: round((await processor(here)) - before) });
  return here;
}

const files = (place) => readdirSync(place).flatMap((name) => (statSync(join(place, name)).isDirectory() ? files(join(place, name)) : [join(place, name)]));
const all = files(folder).map((name) => readFileSync(name));
const sum = (size) => round(all.reduce((total, data) => total + size(data), 0) / 1e6);
told.megabytes = {
  plain: sum((data) => data.length),
  gzip: sum((data) => gzipSync(data, { level: 9 }).length),
  brotli_5: sum((data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length),
};

for (let again = 0; again < 2; again++) await (await started()).context.close();
const here = await started();
// The page loads what buttons need by itself once calls are answered.
await here.page.evaluate(() => window.xlscore.press("policy", new Uint8Array()));
// The page puts what it may need without a network away for later; after that nothing is asked for any more.
for (let before = -1; before !== site.asked.length; ) {
  before = site.asked.length;
  await new Promise((done) => setTimeout(done, 3000));
}
const loaded = site.asked.length;

const kinds = {
  MSG_GAP: (i, k) => ["MSG_GAP", [[["Essex"]], [["Essex"], ["Avon"], ["Derby"], ["Hants"]], [[91.6 + i + k / 10], [84.2], [77.8], [88]], null, null]],
  MSG_MOVE: (i, k) => ["MSG_MOVE", [[[1 + i]], [[4 + k]]]],
};
// The other lane, as a page asks it: the same batch in one question to the optional server, with a token.
const program = spawn(process.env.PYTHON ?? "python", [join(root, "benchmarks", "bench_web.py"), "--serve", folder], { env: { ...process.env, PYTHONPATH: root }, stdio: ["pipe", "pipe", "inherit"] });
const server = JSON.parse(String((await once(program.stdout, "data"))[0]));
const asking = await opened(browser, `${server.address}about.html`);
const ticks = (process) => readFileSync(`/proc/${process}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, each) => sum + Number(each), 0);
const lanes = {
  browser: {
    page: here.page,
    used: () => processor(here),
    ask: async ({ calls }) => {
      const began = performance.now();
      const answers = await window.xlscore.call(calls);
      return { ms: performance.now() - began, wrong: answers.filter((answer) => "error" in answer).length };
    },
  },
  server: {
    page: asking.page,
    used: async () => server.processes.reduce((sum, each) => sum + ticks(each), 0) / 100,
    ask: async ({ calls, token }) => {
      const began = performance.now();
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
      const answers = await (await fetch("api/call", { method: "POST", headers, body: JSON.stringify(calls) })).json();
      return { ms: performance.now() - began, wrong: answers.filter((answer) => "error" in answer).length };
    },
  },
};
for (const [name, number] of [["MSG_GAP", 1], ["MSG_GAP", 1000], ["MSG_MOVE", 5000]]) {
  const batches = [0, 1, 2].map((k) => Array.from({ length: number }, (_, i) => kinds[name](i, k)));
  const one = { name, calls: number, batches: batches.map((calls) => JSON.stringify(calls)) };
  for (const [lane, { page, used, ask }] of Object.entries(lanes)) {
    const tries = [];
    for (const calls of batches) {
      const before = await used();
      const { ms, wrong } = await page.evaluate(ask, { calls, token: server.token });
      if (wrong) throw new Error(`${wrong} calls of ${name} are errors: ${lane}`);
      tries.push({ ms: Math.round(ms), processor_seconds: round((await used()) - before) });
    }
    one[lane] = tries.sort((first, second) => first.ms - second.ms)[0];
  }
  told.recalculations.push(one);
}
program.stdin.end();
told.wrong = asking.wrong;

const sample = (name) => readFileSync(join(root, "workbooks", `sample-${name}.xlsx`)).toString("base64");
await here.context.setOffline(true);
for (const [name, action] of [
  ["threat-impact-leicestershire", "fill-threat-and-impact"],
  ["threat-impact-leicestershire", "fill-threat-and-impact"],
  ["balanced-scorecard-essex", "next-cycle"],
]) {
  const before = await processor(here);
  const { ms, ended, filled } = await here.page.evaluate(
    async ([text, action]) => {
      const file = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const began = performance.now();
      const pressed = await window.xlscore.press(action, file, { answers: ["2026 Q3"] });
      return { ms: performance.now() - began, ended: pressed.answer.ended, filled: pressed.file?.length ?? 0 };
    },
    [sample(name), action],
  );
  if (ended !== "done") throw new Error(`${action} was refused`);
  told.presses.push({ name, action, ms: Math.round(ms), processor_seconds: round((await processor(here)) - before), bytes: filled });
}
told.requests = { to_load: loaded, after_loading: site.asked.length - loaded, to_other_hosts: here.elsewhere.length };
told.wrong.push(...here.wrong);
await browser.close();
site.close();
console.log(JSON.stringify(told, null, 1));
