import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { join } from "node:path";
import { launched, opened, root, served } from "../browser.mjs";
import { OFFICE, office } from "../excel-in-browser.mjs";
import { aReturn, choose, file, nothing, pageWithoutPython, press, rested, workbook } from "./desk.mjs";

const SAMPLE = join(root, "workbooks", "sample-balanced-scorecard-essex.xlsx");
let browser, site, here, page;

before(async () => {
  site = await served(pageWithoutPython());
  browser = await launched();
});
after(async () => {
  await browser?.close();
  site?.close();
});
beforeEach(async () => {
  here = await opened(browser, site.address);
  ({ page } = here);
  await page.waitForFunction(() => document.querySelector("#doing").textContent === "Ready.");
});
// Whatever a test does: no fault of the page, nothing that its policy forbids, no other host.
afterEach(async () => {
  // The stand-in site has no list of its files: that is asked for, and not had.
  assert.deepEqual(here.wrong.filter((words) => !words.includes("404")), []);
  assert.deepEqual(here.elsewhere, []);
  await here.context.close();
});

const text = (selector) => page.locator(selector).innerText();
const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.press || document.activeElement.tagName);
const saved = async (deed) => {
  const [download] = await Promise.all([page.waitForEvent("download"), deed()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
};

test("a workbook is shown: its tables with sheet and cell, what was not understood, its problems, its results", async () => {
  await choose(page, file("Q2.xlsx", workbook()));

  assert.equal(await text("h1:visible"), "Q2.xlsx");
  assert.equal(await focused(), "book-name");
  assert.equal(await text("#doing"), "1 problem in Q2.xlsx.");
  assert.match(await text("#book-about"), /^1 table found on 2 sheets\./);
  assert.match(await text("#problems"), /Problems \(1\)\s+Grid, cell D7\s+'Fair' is not a grade\.\s+Use Good or N\/A\./);
  assert.deepEqual(await page.locator("#holds tbody tr").first().locator("th, td").allInnerTexts(), ["Grid of command grades", "Grid", "A6", "2"]);
  assert.match(await text("#holds"), /Mood <b>of<\/b> the day\s+Grid of command grades\s+Grid!F6/);
  const row = page.locator('[data-kind="grades"] tbody tr').nth(1).locator("th, td");
  assert.deepEqual(await row.allInnerTexts(), ["Gangs", "Inadequate", "override", "x"]);
  assert.deepEqual(await page.locator('[data-kind="grades"] thead th').allInnerTexts(), ["Area", "Suggested", "Remark", "Why"]);
  assert.equal(await page.locator('[data-kind="grades"] .tone').first().evaluate((tone) => getComputedStyle(tone).backgroundColor), "rgb(53, 151, 143)");
});

test("the buttons stand in the ribbon's groups, those without a table in this workbook folded away", async () => {
  await choose(page, file("Q2.xlsx", workbook()));

  const groups = await page.locator("#groups > div > h3").allInnerTexts();
  assert.deepEqual(groups, ["Grades", "Scorecards", "Pictures", "Paper", "Help"]);
  assert.equal(await page.locator('#groups > div [data-press="generate-force-grades"]').count(), 1);
  assert.equal(await page.locator('#groups > details [data-press="report-month"]').count(), 1);
  assert.equal(await page.locator('[data-press="insert-function"], [data-press="paper-as-pdf"]').count(), 0);
});

test("a button fills a copy: progress, the answer, and a file whose name says what was done", async () => {
  const filled = workbook({ judge: { problems: [] } });
  await choose(page, file("Q2 (draft).xlsm", workbook({ press: { "generate-force-grades": { file: filled, message: "15 areas.\n…", says: "reading", takes: 300 } } })));

  await press(page, "generate-force-grades");
  await page.waitForFunction(() => document.querySelector("#doing").textContent === "Reading…");
  assert.equal(await page.locator('[data-press="next-cycle"]').getAttribute("aria-disabled"), "true");
  await page.waitForSelector("#save");
  await rested(page);

  assert.equal(await focused(), "answer-title");
  assert.match(await text("#answer"), /Generate force grades: done\s+15 areas\.\s+There are more;/);
  assert.match(await text("#problems"), /No problems found/);
  assert.match(await text("#book-about"), /Its macros stay in the filled copy/);
  const one = await saved(() => page.click("#save"));
  assert.equal(one.name, "Q2 (draft) (generate force grades).xlsm");
  assert.deepEqual(JSON.parse(one.text), JSON.parse(JSON.stringify(filled)));
  await page.getByText("Back to the workbook as it was").click();
  await page.waitForFunction(() => document.querySelector("#doing").textContent === "The workbook is as it was opened.");
  assert.match(await text("#problems"), /cell D7/);
  assert.equal(await page.locator("#answer").isVisible(), false);
});

test("a refusal, and a button that had nothing to change, leave the workbook and say so", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "generate-force-grades": { message: "No." , ended: "refused" }, "check-workbook": { message: "Nothing was changed." } } })));

  await press(page, "generate-force-grades");
  await page.waitForFunction(() => /not done/.test(document.querySelector("#answer-title").textContent));
  assert.match(await text("#answer"), /Generate force grades: not done\s+No\.\s+The workbook is as it was\./);
  await rested(page);
  await press(page, "check-workbook");
  await page.waitForFunction(() => document.querySelector("#answer-title").textContent === "Check workbook");
  assert.equal(await page.locator("#save").count(), 0);
});

test("while one button works another waits, and is not pressed later", async () => {
  const press_ = { "generate-force-grades": { message: "Slow.", takes: 400 }, "check-workbook": { message: "Quick." } };
  await choose(page, file("Q2.xlsx", workbook({ press: press_ })));

  await press(page, "generate-force-grades");
  await page.locator('[data-press="check-workbook"]').dispatchEvent("click");
  await rested(page);
  await page.waitForTimeout(100);

  assert.match(await text("#answer"), /^Generate force grades/);
});

test("a workbook that is chosen while an action works is not passed over in silence", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "generate-force-grades": { message: "Slow.", takes: 400 } } })));

  await press(page, "generate-force-grades");
  await page.setInputFiles("#files", file("Q3.xlsx", workbook()));
  assert.match(await text("#refused"), /still at work/);
  await rested(page);
  assert.equal(await text("h1:visible"), "Q2.xlsx");

  await choose(page, file("Q3.xlsx", workbook()));
  assert.equal(await text("h1:visible"), "Q3.xlsx");
  assert.equal(await page.locator("#refused").isVisible(), false);
});

test("a file that is no workbook is refused, and the one before stays open", async () => {
  await choose(page, file("grades.csv", "Area,Grade"));
  assert.match(await text("#refused"), /grades\.csv is not a workbook\.\s+Choose another\./);
  assert.equal(await text("h1:visible"), "Scorecards without Excel");

  await choose(page, file("Q2.xlsx", workbook()));
  assert.equal(await page.locator("#refused").isVisible(), false);
  await choose(page, file("grades.csv", "Area,Grade"));

  assert.equal(await page.locator("#refused").getAttribute("role"), "alert");
  assert.equal(await text("h1:visible"), "Q2.xlsx");
});

test("what the engine cannot do is a sentence, too", async () => {
  await choose(page, file("Q2.xlsx", workbook({ fails: "judge" })));

  assert.equal(await text("#refused"), "The engine is out of breath.");
});

test("where no table is found the page says what it looked for and what can be done", async () => {
  await choose(page, file("list.xlsx", nothing));

  const said = await text("#holds");
  assert.match(said, /No table of a scorecard was found/);
  assert.match(said, /the nearest is 'Health' at A6/);
  assert.match(said, /Grid of command grades: Area; a column of grades per command/);
  assert.match(said, /Sheet, Heading and Means/);
  assert.equal(await page.locator("#problems").isVisible(), false);
  assert.equal(await page.locator("#results").isVisible(), false);
});

test("returns that are opened with the workbook wait for Collate returns", async () => {
  const book = workbook({ press: { "collate-returns": {} } });
  await choose(page, file("North.xlsx", aReturn), file("Q2.xlsx", book), file("South.xlsx", aReturn));
  assert.equal(await text("h1:visible"), "Q2.xlsx");
  assert.match(await text("#book-about"), /With it: North\.xlsx, South\.xlsx\./);

  await press(page, "collate-returns");
  await page.getByLabel("North.xlsx").uncheck();
  await page.locator("#ask [type=submit]").click();
  await page.waitForSelector("#answer:not([hidden])");

  const given = JSON.parse(await text("#answer-words"));
  assert.deepEqual(Object.keys(given.files), ["South.xlsx"]);
  assert.equal(given.name, "Q2.xlsx");
});

test("a button asks for what it needs; a blank answer is pointed out, Escape takes it back", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "next-cycle": {} } })));

  await press(page, "next-cycle");
  await page.keyboard.press("Enter");
  assert.match(await text("#ask-fault"), /Type what the next cycle is called/);
  assert.equal(await focused(), "ask-what-is-the-next-cycle-called-");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#ask").isVisible(), false);
  assert.equal(await focused(), "next-cycle");
  assert.equal(await page.locator("#answer").isVisible(), false);

  await page.keyboard.press("Enter");
  await page.keyboard.type("Q3 2026/27");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer:not([hidden])");
  assert.deepEqual(JSON.parse(await text("#answer-words")).answers, ["Q3 2026/27"]);
});

test("Explain cell asks for sheet and cell", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "explain-cell": {} } })));

  await press(page, "explain-cell");
  await page.getByLabel("Sheet").selectOption("It's");
  await page.getByLabel("Cell", { exact: true }).fill("somewhere");
  await page.keyboard.press("Enter");
  assert.match(await text("#ask-fault"), /such as D7/);
  await page.getByLabel("Cell", { exact: true }).fill("$d$7");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer:not([hidden])");

  assert.equal(JSON.parse(await text("#answer-words")).selected, "'It''s'!D7");
});

test("a paper is written of the chosen kind, and saved beside the workbook", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "write-paper": { made: { "Q2 - MSG paper.docx": "words" } } } })));

  await press(page, "write-paper");
  await page.getByLabel("Which paper?").selectOption("MSG paper");
  await page.locator("#ask [type=submit]").click();
  await page.waitForSelector("#answer:not([hidden])");

  assert.deepEqual(JSON.parse(await page.locator("#answer-words p").first().innerText()).answers, ["Q2 - MSG paper.docx", "msg"]);
  const paper = await saved(() => page.getByText("Save Q2 - MSG paper.docx").click());
  assert.deepEqual(paper, { name: "Q2 - MSG paper.docx", text: '"words"' });
});

test("pictures that Python wants are drawn by the page, at the size that was asked for", async () => {
  const svg = (fill) => `<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="5mm" viewBox="0 0 10 5"><circle cx="5" cy="2" r="2" fill="${fill}"/></svg>`;
  const draws = [{ svg: svg("#003688"), width: 400, height: 200 }, { svg: svg("#fff"), width: 80, height: 40 }];
  await choose(page, file("Q2.xlsx", workbook({ press: { "write-paper": { draws }, "score-risks": { draws: [{ svg: "<svg", width: 1, height: 1 }] } } })));

  await press(page, "write-paper");
  await page.locator("#ask [type=submit]").click();
  await page.waitForSelector("#answer:not([hidden])");

  const [first, second] = JSON.parse(await text("#answer-words"));
  assert.deepEqual([first.slice(0, 2), second.slice(0, 2)], [["PNG", 400], ["PNG", 80]]);
  assert.ok(first[2] > 1000, "something is drawn");
  await rested(page);
  await page.getByText("For tables that are not in this workbook").click();
  await press(page, "score-risks");
  await page.waitForFunction(() => document.querySelector("#answer-words").textContent === "[]");
});

test("a paper to be refreshed or checked is handed over with its bytes", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "refresh-paper": {} } })));

  await press(page, "refresh-paper");
  await page.locator("#ask [type=submit]").click();
  assert.match(await text("#ask-fault"), /Choose a file first/);
  await page.getByLabel("The paper").setInputFiles(file("Board.docx", "its words"));
  await page.locator("#ask [type=submit]").click();
  await page.waitForSelector("#answer:not([hidden])");

  assert.deepEqual(JSON.parse(await text("#answer-words")).files, { "Board.docx": "its words" });
});

test("the tube map is a picture with words, its facts a table", async () => {
  await choose(page, file("Q2.xlsx", workbook()));

  await page.getByText("Show the tube map").click();
  await page.waitForSelector("#maps svg");

  assert.equal(await page.getByRole("img", { name: "Tube map: 1 line." }).count(), 1);
  assert.equal(await focused(), "maps-title");
  await page.getByText("Force-level as a table").click();
  assert.deepEqual(await page.locator("#maps tbody th, #maps tbody td").allInnerTexts(), ["Burglary", "Good"]);
  assert.equal((await saved(() => page.getByText("Save as a picture").click())).name, "Q2 - Force-level.svg");
});

test("a workbook may be dropped anywhere on the page", async () => {
  const dropped = await page.evaluateHandle((content) => {
    const held = new DataTransfer();
    held.items.add(new File([content], "Dropped.xlsx"));
    return held;
  }, JSON.stringify(workbook()));

  await page.dispatchEvent("footer", "dragover", { dataTransfer: dropped });
  assert.equal(await page.locator("#drop.over").count(), 1);
  await page.dispatchEvent("footer", "drop", { dataTransfer: dropped });
  await page.waitForSelector("#book:not([hidden])");

  assert.equal(await text("h1:visible"), "Dropped.xlsx");
  assert.equal(await page.locator("#drop.over").count(), 0);
});

test("a filled copy that is not saved is asked about before another workbook is opened", async () => {
  await choose(page, file("Q2.xlsx", workbook({ press: { "generate-force-grades": { file: workbook() } } })));
  await press(page, "generate-force-grades");
  await page.waitForSelector("#save");
  await rested(page);

  page.once("dialog", (dialog) => dialog.dismiss());
  await choose(page, file("Q3.xlsx", workbook()));
  assert.equal(await text("h1:visible"), "Q2.xlsx");

  await saved(() => page.click("#save"));
  await choose(page, file("Q3.xlsx", workbook()));
  assert.equal(await text("h1:visible"), "Q3.xlsx");
});

test("of many problems the first fifty are shown, and the rest at a press", async () => {
  const problems = Array.from({ length: 60 }, (_, number) => ({ sheet: "Grid", cell: `D${number + 7}`, what: "No grade.", do: "" }));
  await choose(page, file("Q2.xlsx", workbook({ judge: { problems } })));

  assert.equal(await page.locator(".problem").count(), 50);
  await page.getByText("Show the other 10 problems").click();

  assert.equal(await page.locator(".problem").count(), 60);
  assert.match(await page.evaluate(() => document.activeElement.innerText), /cell D57/);
});

const MANY = Array.from({ length: 4_000 }, (_, number) => ({ sheet: "S".repeat(31), cell: `XFD${number + 7}`, what: "No grade. ".repeat(number ? 1 : 300), do: "x".repeat(number ? 0 : 2_000) }));
/** Goes on by the keyboard alone, and says how many problems there are then, where the keyboard stands, and whether all fits. */
const goneOn = async (of) => {
  await of.locator("#problems-list > button").focus();
  await of.keyboard.press("Enter");
  return of.evaluate(() => [document.querySelectorAll(".problem").length, document.activeElement.innerText.match(/cell \w+/)[0], document.documentElement.scrollWidth <= innerWidth]);
};

test("four thousand problems come a part at a time, by the keyboard alone, and nothing is wider than the page", async () => {
  await page.setViewportSize({ width: 400, height: 800 });
  await choose(page, file(`${"Q".repeat(200)}.xlsx`, workbook({ judge: { problems: MANY } })));

  assert.equal(await text("#problems-title"), "Problems (4000)");
  assert.equal(await text("#problems-list > button"), "Show 100 more of the other 3,950 problems");
  assert.deepEqual(await goneOn(page), [150, "cell XFD57", true]);
});

test("the pane bears as many, and what Excel and Python say at such length", async () => {
  const pane = await here.context.newPage();
  const script = await office(SAMPLE);
  const tables = [{ ...workbook().look.tables[0], unread: Array.from({ length: 200 }, (_, number) => ({ heading: `${number} ${"long".repeat(100)}`, cell: "A1" })) }];
  const data = JSON.stringify(workbook({ look: { tables }, judge: { problems: MANY } }));
  await here.context.route(`${OFFICE}**`, (route) => route.fulfill({ contentType: "text/javascript", body: `${script}\nstub.file = new TextEncoder().encode(${JSON.stringify(data)});` }));
  await pane.setViewportSize({ width: 320, height: 800 });
  await pane.goto(`${site.address}pane.html`);
  await pane.waitForSelector("#working.done", { state: "attached" });

  assert.equal(await pane.locator("#problems-title").innerText(), "Problems (4000)");
  assert.deepEqual(await goneOn(pane), [130, "cell XFD37", true]);
  assert.match(await pane.locator("#holds-list").innerText(), /200 headings not read: 0 long.*, and 192 more\)/);
  here.elsewhere.length = 0;
});

test("what a button is given that is no plain data is a sentence", async () => {
  const said = await page.evaluate(() => Promise.all([{ answers: () => "x" }, { name: Symbol("x") }, { files: { "a.xlsx": window } }].map((options) => window.xlscore.press("refresh-all", new Uint8Array(), options))));

  for (const [number, name] of ["answers", "name", "files"].entries()) {
    assert.equal(said[number].file, null);
    assert.deepEqual(said[number].answer, { ended: "refused", message: `What was given as '${name}' is no plain data. A button takes texts, lists of texts, and bytes.` });
  }
});

test("where the browser keeps nothing the page works all the same, and says what it cannot", async () => {
  const context = await here.context.browser().newContext({ serviceWorkers: "block" });
  await context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
      Object.defineProperty(window, name, { get: () => { throw new DOMException("refused", "SecurityError"); } });
    Object.defineProperty(navigator, "serviceWorker", { get: () => undefined });
  });
  const shut = await context.newPage();
  await shut.goto(site.address);
  await shut.waitForFunction(() => document.querySelector("#offline").textContent.includes("keeps nothing"));
  await choose(shut, file("Q2.xlsx", workbook({ press: { "generate-force-grades": { file: workbook() } } })));
  await press(shut, "generate-force-grades");
  await shut.waitForSelector("#save");

  assert.equal(await shut.locator("#offline").innerText(), "This page works without a network until you close it. This browser keeps nothing of it, so it opens only with one.");
  assert.equal(await shut.locator("#refused").isVisible(), false);
  await context.close();
});

test("what is folded away is on paper all the same", async () => {
  await choose(page, file("Q2.xlsx", workbook()));
  const risks = page.locator('[data-kind="risks"]');

  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await risks.evaluate((one) => one.open), true);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await risks.evaluate((one) => one.open), false);
});
