// Faults of accessibility in each state of the page, in each way in which it may be looked at; and what a screen reader is told.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launched, served } from "../browser.mjs";
import { choose, file, nothing, pageWithoutPython, press, rested, workbook } from "./desk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const book = workbook({ press: { "generate-force-grades": { file: workbook(), message: "15 areas." } } });

let browser, site;

before(async () => {
  site = await served(pageWithoutPython());
  browser = await launched();
});
after(async () => {
  await browser?.close();
  site?.close();
});

async function looked(how, deed) {
  // The page's own policy would keep a judge out that is put into it.
  const context = await browser.newContext({ reducedMotion: "reduce", bypassCSP: true, ...how });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => document.querySelector("#doing").textContent === "Ready.");
  try {
    await deed(page);
  } finally {
    await context.close();
  }
}

async function faultless(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
  assert.deepEqual(violations.map((one) => `${state}: ${one.id} ${one.nodes[0].html.slice(0, 120)}`), []);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${state}: ${wide} pixels in ${room}`);
}

const WAYS = {
  light: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  forced: { viewport: { width: 1280, height: 900 }, forcedColors: "active" },
  narrow: { viewport: { width: 320, height: 640 } },
  "200 %": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
};

for (const [way, how] of Object.entries(WAYS))
  test(`no fault in any state, ${way}`, () => looked(how, async (page) => {
    await faultless(page, "at first");
    await choose(page, file("grades.csv", "Area"));
    await faultless(page, "refused");
    await choose(page, file("list.xlsx", nothing));
    await faultless(page, "nothing found");
    await choose(page, file("A rather long name of a balanced scorecard.xlsx", book));
    await page.getByText("Show the tube map").click();
    await page.waitForSelector("#maps svg");
    await press(page, "generate-force-grades");
    await page.waitForSelector("#save");
    await rested(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await faultless(page, "filled");
    await press(page, "next-cycle");
    await page.keyboard.press("Enter");
    await faultless(page, "asked");
  }));

test("a screen reader is told the page's parts, its state, and what came of a button", () => looked(WAYS.light, async (page) => {
  await choose(page, file("Q2.xlsx", book));
  await press(page, "generate-force-grades");
  await page.waitForSelector("#save");
  await rested(page);

  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const told = nodes.filter((node) => !node.ignored).map((node) => `${node.role?.value} ${node.name?.value ?? ""}`.trim());
  for (const part of ["main", "banner", "contentinfo", "navigation In this workbook", "region What to do", "region Problems (1)", "region Results", "region What it holds"])
    assert.ok(told.includes(part), `${part} is not told`);
  const headings = nodes.filter((node) => node.role?.value === "heading" && !node.ignored)
    .map((node) => [node.properties.find((each) => each.name === "level").value.value, node.name.value]);
  assert.equal(headings.filter(([level]) => level === 1).length, 1);
  headings.reduce((before, [level, name]) => (assert.ok(level <= before + 1, `${name} skips a level`), level), 1);
  assert.ok(told.includes("status"));
  assert.ok(told.includes("button Generate force grades Suggest a grade for each area"));
  assert.ok(told.includes("button Save the filled copy"));
  assert.ok(nodes.some((node) => node.role?.value === "heading" && node.properties?.some((each) => each.name === "focused" && each.value.value)), "the answer's heading has the keyboard");
}));

test("everything is reached with the Tab key, and where the keyboard is can be seen", () => looked(WAYS.light, async (page) => {
  await choose(page, file("Q2.xlsx", workbook()));
  await page.evaluate(() => document.activeElement.blur());

  const reached = new Set();
  for (let number = 0; number < 80; number += 1) {
    await page.keyboard.press("Tab");
    const { name, seen } = await page.evaluate(() => {
      const here = document.activeElement, shown = here.id === "files" ? document.querySelector(".choose") : here;
      return { name: here.id || here.dataset.press || here.getAttribute("href") || here.textContent.trim(), seen: getComputedStyle(shown).outlineStyle !== "none" };
    });
    if (name.includes("Skip") || name === "#main") reached.add("skip");
    else reached.add(name);
    if (name && name.length < 60 && here(name)) assert.ok(seen, `${name} does not show the keyboard`);
  }

  for (const name of ["skip", "files", "#problems", "generate-force-grades", "explain-cell", "Show the tube map"]) assert.ok(reached.has(name), `${name} is not reached`);
}));

const here = (name) => name !== "BODY" && !name.startsWith("Skip to the workbookScorecard");
