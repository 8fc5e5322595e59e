// The pane in real Chromium, with real Python and the stub of Excel: a button's edits are the desktop's, and nothing else is touched.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { builtSite, launched, python, root, served } from "./browser.mjs";
import { OFFICE, office } from "./excel-in-browser.mjs";

const SAMPLE = join(root, "workbooks", "sample-balanced-scorecard-essex.xlsx");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.XLSCORE_PANE_PICTURES;
const pressed = `
import base64, json, sys
from xlscore.web.press import press
action, path, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
filled, answer = press(action, open(path, "rb").read(), options)
print(base64.b64encode(filled or b"").decode())
`;
let browser, site, page, wrong, elsewhere;

before(async () => {
  site = await served(builtSite());
  browser = await launched();
  const context = await browser.newContext({ viewport: { width: 350, height: 900 } });
  [wrong, elsewhere] = [[], []];
  const script = await office(SAMPLE);
  await context.route(`${OFFICE}**`, (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  context.on("request", (request) => !request.url().startsWith(site.address) && !/^(blob|data):/.test(request.url()) && elsewhere.push(request.url()));
  await context.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    globalThis.asked = [];
    Worker.prototype.postMessage = function (message, ...more) {
      globalThis.asked.push(message.kind);
      return postMessage.call(this, message, ...more);
    };
  });
  page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  await page.goto(`${site.address}pane.html`);
  await rested();
});
after(async () => {
  await browser?.close();
  site?.close();
});

const rested = () => page.waitForSelector("#working.done", { state: "attached", timeout: 120_000 });
const text = (selector) => page.locator(selector).innerText();

async function picture(name, fullPage = true) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
}

test("the pane says what the workbook holds and that nothing is wrong, and offers what there is to do", async () => {
  await picture("home");

  assert.match(await text("#doing"), /problem/i);
  assert.match(await text("#holds-list"), /Grid of command grades, 15 rows/i);
  assert.equal(await page.locator("#groups button[data-press=generate-force-grades]").isVisible(), true);
  assert.equal(await page.locator("#refused").isVisible(), false);
  await page.locator("#holds-list button").first().click();
  assert.equal(await page.evaluate(() => stub.host.book.active), "Grid");
});

test("a recalculation is one message, and none of the cells' functions touches the workbook", async () => {
  const { shown, messages, syncs } = await page.evaluate(async () => {
    const [before, syncs] = [asked.length, stub.host.syncs];
    const calls = Array.from({ length: 1_000 }, (_, number) => ["MSG_MOVE", [[[1 + (number % 7)]], [[4]], null]]);
    const shown = await stub.functions.recalculate([...calls, ["MSG_MOVE", [[["x"]], [[4]]]]]);
    return { shown, messages: asked.slice(before), syncs: stub.host.syncs - syncs };
  });

  assert.deepEqual(messages, ["call"]);
  assert.equal(syncs, 0);
  assert.deepEqual([...new Set(shown.slice(0, 1_000))].sort(), ["Deteriorated", "Improved", "Unchanged"]);
  assert.match(shown[1_000], /^#VALUE! .*should be a number/);
});

test("a button from the ribbon asks in the pane, and carries out what the desktop does, cell by cell", async () => {
  const filled = python(["-c", pressed, "next-cycle", SAMPLE, JSON.stringify({ answers: ["Cycle 14"] })]).trim();

  await page.evaluate(() => new Promise((done) => { stub.actions.get("next-cycle")({ completed: done }); setTimeout(done, 500); }));
  await page.fill("#ask input", "Cycle 14");
  await picture("asking", false);
  assert.match(await text("#ask"), /emptied for new returns, in this workbook/);
  await page.click("#ask button[type=submit]");
  await page.waitForSelector("#answer:not([hidden])");
  await rested();
  await picture("answer");

  const { differing, touched, shown } = await page.evaluate(async (data) => {
    const { sheets } = await unpack(fromBase64(data));
    const plain = (value) => (typeof value === "string" && value.startsWith("=") ? value.replaceAll("SCORECARD.", "").replace(/\s/g, "") : value);
    const differing = [];
    for (const { name, cells } of sheets) {
      const here = stub.host.book.of(name).cells;
      for (const at of new Set([...cells.keys(), ...here.keys()])) {
        const [is, should] = [plain(here.get(at)) ?? "", plain(cells.get(at)) ?? ""];
        if (is !== should && !(Math.abs(is - should) < 1e-9)) differing.push(`${name}!${at}: ${is}, not ${should}`);
      }
    }
    return { differing, touched: stub.host.touched.length, shown: stub.shown };
  }, filled);
  assert.deepEqual(differing, []);
  assert.ok(touched > 200);
  assert.equal(shown, 1);
  assert.match(await text("#answer-words"), /15 areas rolled from Cycle 13 to Cycle 14/);
  assert.match(await text("#answer-words"), /Save scorecard \(before next cycle\)\.xlsx/);
  assert.match(await text("#answer-words"), /sparklines on 'MSG' were not brought up to date here/);
});

test("a map takes the place of the one before and leaves no sheet behind, as a picture where Excel does not take its shapes", async () => {
  const maps = () => page.evaluate(() => stub.host.book.sheets.flatMap(({ name, shapes }) => shapes.map((shape) => [name, shape.name, shape.kind, shape.alt])).filter(([, name]) => name.startsWith("Tube map")));
  const press = async () => {
    await page.evaluate(() => document.querySelector("#answer").setAttribute("hidden", ""));
    await page.click("#groups button[data-press=draw-tube-map]");
    await page.waitForSelector("#answer:not([hidden])", { timeout: 60_000 });
    await rested();
  };
  await page.evaluate(() => stub.host.book.sheets.forEach(({ shapes }) => shapes.forEach((shape) => (shape.alt = "the one before"))));
  const before = await maps();

  await press();
  const drawn = await maps();
  await page.evaluate(() => stub.host.refuses.add("copyTo"));
  await press();
  await page.evaluate(() => stub.host.refuses.clear());

  assert.ok(before.length >= 4, `${before}`);
  assert.deepEqual(drawn, before.map(([sheet, name, kind]) => [sheet, name, kind, ""]));
  const seen = await maps();
  assert.deepEqual(seen.map(([, name, kind]) => [name, kind]), before.map(([, name]) => [name, "picture"]));
  assert.ok(seen.every(([, , , alt]) => /^Tube map: .* areas/.test(alt)), seen[0][3]);
  assert.match(await text("#answer-words"), /is a picture here/);
});

test("a problem names its cell and jumps there", async () => {
  const spoil = "import base64, sys; from xlscore.engine import book_bytes, open_book; book = open_book(sys.argv[1]); book.sheets['Grid'].range('D7').value = 'Splendid'; print(base64.b64encode(book_bytes(book)).decode())";
  const spoilt = python(["-c", spoil, SAMPLE]).trim();

  await page.evaluate((data) => { stub.file = fromBase64(data); }, spoilt);
  await page.click("#again");
  await page.waitForSelector("#problems-list .problem");
  await rested();
  await picture("problems");

  assert.match(await text("#problems-title"), /^Problems \(\d+\)$/);
  const where = page.locator("#problems-list button", { hasText: "Grid, cell D7" }).first();
  await where.click();
  await page.waitForFunction(() => stub.host.book.selected === "D7");
  assert.equal(await page.evaluate(() => stub.host.book.active), "Grid");
  assert.match(await text("#doing"), /problems? in the data/);
});

test("a cell is explained, and a button that is refused says why", async () => {
  await page.evaluate(() => Excel.run(async (context) => context.workbook.worksheets.getItem("MSG").getRange("E6").select()));
  await page.click(".explains button");
  await page.waitForFunction(() => document.querySelector("#answer-words").textContent.includes("MSG!"));
  await rested();

  assert.match(await text("#answer-words"), /^MSG!E6 /);
  await page.evaluate(() => { stub.file = new Uint8Array([1, 2, 3]); });
  await page.click("#again");
  await page.waitForSelector("#refused:not([hidden])");
  assert.match(await text("#refused"), /not a workbook|no workbook/i);
  await picture("refused");
});

test("the pane has no fault of accessibility, in light and dark, and nothing but office.js was asked of another host", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // Run from outside: the page's policy lets no script of a stranger in.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
  }
  assert.deepEqual([...new Set(elsewhere)], [`${OFFICE}lib/1/hosted/office.js`]);
  assert.deepEqual(wrong, []);
});
