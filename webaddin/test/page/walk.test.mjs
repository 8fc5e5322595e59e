// An officer's whole walk with Python itself: a sample is opened, filled, saved, and compared with what the desktop makes of it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { builtSite, launched, opened, python, root, served } from "../browser.mjs";
import { press, rested } from "./desk.mjs";

const SAMPLE = join(root, "workbooks", "sample-balanced-scorecard-essex.xlsx");
// The sample is filled already: what is computed in it goes, so that there is something to do.
const EMPTIED = `
import sys
from xlscore.books.grades.grid.reading import find_grid
from xlscore.books.tables.named import read_workbook
from xlscore.engine import open_book, save_book
book = open_book(sys.argv[1])
grid = find_grid(read_workbook(book))
for field in ("suggested", "why"):
    for row in grid.records:
        book.sheets[grid.sheet].range((row, grid.columns[field])).value = None
save_book(book, sys.argv[2])
`;
const CELLS = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({s.title: {c.coordinate: str(c.value) for row in s for c in row if c.value is not None} for s in book}))
`;

let browser, site, here, page, folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "xlscore-walk-"));
  site = await served(builtSite());
  browser = await launched();
  here = await opened(browser, site.address);
  ({ page } = here);
});
after(async () => {
  await browser?.close();
  site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (selector) => page.locator(selector).innerText();
const cells = (path) => JSON.parse(python(["-W", "ignore", "-c", CELLS, path]));
const worked = (selector, options = {}) => page.waitForSelector(selector, { timeout: 120_000, ...options });

async function saved(name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  const path = join(folder, name);
  await download.saveAs(path);
  return { path, name: download.suggestedFilename() };
}

test("the sample's grades are filled in the browser as on the desktop, and nothing is asked for", async () => {
  const emptied = join(folder, "Essex.xlsx"), byDesktop = join(folder, "desktop.xlsx");
  python(["-c", EMPTIED, SAMPLE, emptied]);
  python(["-m", "xlscore", "grades", emptied, "--out", byDesktop, "--quiet"]);
  await page.waitForFunction(() => document.querySelector("#offline").textContent.includes("ready to work"), null, { timeout: 120_000 });
  const before_ = site.asked.length;

  await page.setInputFiles("#files", emptied);
  await worked('[data-kind="grades"]');
  assert.deepEqual(await page.locator('[data-kind="grades"] tbody tr').first().locator("th, td").allInnerTexts(),
    ["Keeping People Safe", "Requires Improvement", "Requires Improvement", "", "8 of 8 commands Good; capped by the redline at RI"]);
  await rested(page);
  await press(page, "generate-force-grades");
  await worked("#save");
  await rested(page);
  assert.match(await text("#answer"), /15 areas: 7 Good, 8 Requires Improvement/);
  const filled = await saved("filled.xlsx");

  assert.equal(filled.name, "Essex (generate force grades).xlsx");
  assert.deepEqual(cells(filled.path), cells(byDesktop));
  assert.notDeepEqual(cells(filled.path), cells(emptied));
  assert.deepEqual(site.asked.slice(before_), []);
});

test("the picture of the tube map is the desktop's", async () => {
  const svg = join(folder, "map.svg");
  python(["-m", "xlscore", "tubemap", SAMPLE, "--out", join(folder, "drawn.xlsx"), "--map", "Force-level", "--svg", svg, "--quiet"]);

  await page.click(".draw");
  await worked("#maps svg");
  await rested(page);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("Save as a picture (SVG)").first().click()]);
  assert.equal(readFileSync(await download.path(), "utf8"), readFileSync(svg, "utf8"));
});

test("with the network gone the page still fills, and opens again", async () => {
  site.close();
  await here.context.setOffline(true);
  await press(page, "score-risks");
  await page.waitForFunction(() => /^Score risks/.test(document.querySelector("#answer-title").textContent), null, { timeout: 120_000 });
  await rested(page);

  await page.reload();
  await page.waitForFunction(() => document.querySelector("#offline").textContent.includes("ready to work"), null, { timeout: 120_000 });
  const answers = await page.evaluate(() => window.xlscore.call([["MSG_MOVE", [5, 4]]]));
  assert.deepEqual(answers, [{ value: "Improved" }]);
  await page.setInputFiles("#files", SAMPLE);
  await worked('[data-kind="grades"]');
  await rested(page);

  // The one thing that is looked for on the network is whether there is a newer version.
  assert.deepEqual(here.wrong.filter((words) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/.test(words)), []);
  assert.deepEqual(here.elsewhere, []);
});
