// An officer's whole walk with Python itself: a sample is opened, filled, saved, and compared with what the desktop makes of it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { builtSite, launched, opened, python, root, served, withoutNetwork } from "../browser.mjs";
import { EMPTIED, press, rested } from "./desk.mjs";

const SAMPLE = join(root, "workbooks", "sample-balanced-scorecard-essex.xlsx");
const CELLS = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({s.title: {c.coordinate: str(c.value) for row in s for c in row if c.value is not None} for s in book}))
`;

// Every part of a paper but the dots of its pictures (and so a height by a dot's breadth), and when and from which file it was made.
const PARTS = String.raw`
import json, re, sys, zipfile
paper = zipfile.ZipFile(sys.argv[1])
own = r"illustrative[^<\"]*|\d{4}-\d\d-\d\dT[^<\"]*|(?<=\"png\":\")[^\"]*|(?<=cy=\")\d+"
texts = [name for name in sorted(paper.namelist()) if not name.endswith(".png")]
print(json.dumps({name: re.sub(own, "…", paper.read(name).decode()) for name in texts}))
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

test("a paper is written as on the desktop, its pictures drawn by the browser", async () => {
  const workbook = join(root, "workbooks", "sample-msg-positions-illustrative.xlsx"), paper = join(folder, "paper.docx");
  python(["-m", "xlscore", "paper", "write", workbook, "--kind", "msg", "--out", paper, "--quiet"]);
  await page.setInputFiles("#files", workbook);
  await page.waitForFunction(() => document.querySelector("h1:not([hidden] h1)").textContent.includes("illustrative"), null, { timeout: 120_000 });
  await rested(page);

  await press(page, "write-paper");
  await page.getByLabel("Which paper?").selectOption("MSG aspirations");
  await page.locator("#ask [type=submit]").click();
  await worked("#answer-words button");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#answer-words button").click()]);
  const written = join(folder, "written.docx");
  await download.saveAs(written);

  const parts = (path) => Object.entries(JSON.parse(python(["-c", PARTS, path])));
  const byDesktop = parts(paper);
  assert.deepEqual(parts(written).map(([name, words], number) => (words === byDesktop[number][1] ? name : `${name} differs`)), byDesktop.map(([name]) => name));
});

test("with the network gone the page still fills, and opens again", async () => {
  site.close();
  await here.context.setOffline(true);
  await press(page, "update-msg-positions");
  await page.waitForFunction(() => /^Update MSG positions/.test(document.querySelector("#answer-title").textContent), null, { timeout: 120_000 });
  await rested(page);

  await page.reload();
  await page.waitForFunction(() => document.querySelector("#offline").textContent.includes("ready to work"), null, { timeout: 120_000 });
  const answers = await page.evaluate(() => window.xlscore.call([["MSG_MOVE", [5, 4]]]));
  assert.deepEqual(answers, [{ value: "Improved" }]);
  await page.setInputFiles("#files", SAMPLE);
  await worked('[data-kind="grades"]');
  await rested(page);

  assert.deepEqual(here.wrong.filter((words) => !withoutNetwork.test(words)), []);
  assert.deepEqual(here.elsewhere, []);
});
