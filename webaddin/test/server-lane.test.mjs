// Where WebAssembly does not run: the page and the pane ask the force's own server, say so first, and answer as they do without it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { withServer } from "./answering.mjs";
import { opened, python, root } from "./browser.mjs";
import { OFFICE, office } from "./excel-in-browser.mjs";

const SAMPLE = join(root, "workbooks", "sample-balanced-scorecard-essex.xlsx");
const sample = readFileSync(SAMPLE).toString("base64");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ASKED = [["MSG_MOVE", [5, 4]], ["MSG_MOVE", ["x", 4]], ["NOWHERE", []], ["MSG_MOVE", [null, 1e999]], "no call"];
const own = `
import base64, json, sys
from xlscore.web.calls import call
from xlscore.web.press import press
from xlscore.web.plans import plan
path, asked = sys.argv[1], sys.argv[2]
data = open(path, "rb").read()
def pressed(action, file, **options):
    filled, answer = press(action, file, options)
    return {"size": len(filled or b""), "answer": answer}
edits, answer = plan("next-cycle", data, {"name": "scorecard.xlsx", "answers": ["Cycle 14"]})
print(json.dumps({
    "calls": json.loads(call(asked)),
    "presses": [
        pressed("generate-force-grades", data, name="Q2.xlsx"), pressed("Next cycle", data, answers="Cycle 14"), pressed("nowhere", data),
        pressed("refresh-all", b"%PDF-1.7"), pressed("explain-cell", data, selected="Nowhere!A1"), pressed("keep-logs", data, odd=1),
    ],
    "cells": sum(len(each["cells"]) for each in edits["carried"]), "message": answer["message"],
}))
`;
let all, here, theirs;

before(async () => {
  all = await withServer();
  here = await opened(all.browser, `${all.site.address}`);
  theirs = JSON.parse(python(["-c", own, SAMPLE, JSON.stringify(ASKED).replace("null]", '"#NUM!"]')]));
});
after(async () => {
  await all?.close();
});

const text = (page, selector) => page.locator(selector).innerText();
const elsewhere = ({ elsewhere }) => [...new Set(elsewhere.map((url) => new URL(url).origin))];
const signIn = async (page) => {
  const [window] = await Promise.all([page.waitForEvent("popup"), page.click("#sign-in")]);
  if (!window.isClosed()) await window.waitForEvent("close");
};

test("the page says before anything is sent where it will go, and asks nobody else", async () => {
  await here.page.waitForFunction(() => document.querySelector("#doing").textContent === "Sign in to begin.");

  assert.match(await text(here.page, "#elsewhere"), new RegExp(`is sent to your force’s own server, ${all.host}, read and filled there`));
  assert.equal(await text(here.page, "#promise"), "Your workbook goes to your force’s own server");
  assert.doesNotMatch(await text(here.page, "body"), /Nothing is sent|stays on this computer/);
  assert.match(await text(here.page, "#sent"), new RegExp(`^What you open is sent to ${all.host}, and nowhere else`));
  assert.deepEqual(here.elsewhere, [`${all.server}/api/sign-in`]);
  await here.page.evaluate(axe);
  const { violations } = await here.page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map(({ id }) => id), []);
});

test("who is not signed in is told so, and who is refused is told why", async () => {
  const first = await here.page.evaluate(() => window.xlscore.call([]).catch(({ message }) => message));
  await all.as({ error: "access_denied" });
  await signIn(here.page);
  await here.page.waitForSelector("#refused:not([hidden])");
  const cancelled = await text(here.page, "#refused");
  await all.as({ scp: "openid" });
  await signIn(here.page);
  await here.page.waitForFunction((before) => !["", before].includes(document.querySelector("#refused").innerText), cancelled);

  assert.match(first, /^Sign in first/);
  assert.match(cancelled, /You were not signed in: it was cancelled/);
  assert.equal(await text(here.page, "#refused"), "You may not use Scorecard's server yet; ask IT for access.");
});

test("signed in, calls and buttons are answered as in the browser", async () => {
  await all.as({});
  await signIn(here.page);
  await here.page.waitForFunction(() => document.querySelector("#doing").textContent === "You are signed in.");

  const found = await here.page.evaluate(async ([coded, calls]) => {
    const data = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
    const pressed = async (action, file, options) => {
      const { file: filled, answer } = await window.xlscore.press(action, file, options);
      return { size: filled?.length ?? 0, answer };
    };
    calls[3][1][1] = Infinity;
    return {
      calls: await window.xlscore.call(calls),
      presses: [
        await pressed("generate-force-grades", data, { name: "Q2.xlsx" }), await pressed("Next cycle", data, { answers: "Cycle 14" }), await pressed("nowhere", data),
        await pressed("refresh-all", new TextEncoder().encode("%PDF-1.7")), await pressed("explain-cell", data, { selected: "Nowhere!A1" }), await pressed("keep-logs", data, { odd: 1 }),
      ],
      none: await window.xlscore.press("refresh-all", data, { answers: () => "a function" }),
      files: await window.xlscore.press("collate-returns", data, { files: { "a.xlsx": data } }),
      many: (await window.xlscore.call(Array.from({ length: 9_000 }, (_, number) => ["MSG_MOVE", [1 + (number % 5), "a long enough text to fill more than one message ".repeat(3)]]))).length,
    };
  }, [sample, ASKED]);

  assert.deepEqual(found.calls, theirs.calls);
  assert.deepEqual(found.presses.map(({ answer }) => answer), theirs.presses.map(({ answer }) => answer));
  // What a saved file weighs differs by a few bytes of identities.
  found.presses.forEach(({ size }, place) => assert.ok(Math.abs(size - theirs.presses[place].size) < 200));
  assert.equal(found.none.file, null);
  assert.match(found.none.answer.message, /'answers' is no plain data/);
  assert.match(found.files.answer.message, /asks for further files, or makes one, and the server keeps none/);
  assert.equal(found.many, 9_000);
});

test("a workbook is opened, filled and saved, and its problems shown, all by the server", async () => {
  await here.page.setInputFiles("#files", SAMPLE);
  await here.page.waitForFunction(() => document.querySelector("#working").classList.contains("done") && document.querySelector("#results-list table"), null, { timeout: 120_000 });
  assert.match(await text(here.page, "#book-about"), /tables found/);
  await here.page.click('[data-press="next-cycle"]');
  await here.page.fill("#ask input", "Cycle 14");
  await here.page.click("#ask button[type=submit]");
  await here.page.waitForSelector("#save", { timeout: 120_000 });

  assert.match(await text(here.page, "#answer"), /Next cycle: done\s+15 areas rolled from Cycle 13 to Cycle 14/);
  // Besides the server there is the sign-in, which has a window of its own.
  assert.deepEqual(elsewhere(here).sort(), [all.server, new URL(all.provider).origin].sort());
  // A browser tells of each answer that refuses something.
  assert.deepEqual(here.wrong.filter((words) => !/status of 40[034]/.test(words)), []);
});

test("the pane asks Excel who is signed in, sends nothing before a button is pressed, and carries out the server's plan", async () => {
  const context = await all.browser.newContext({ viewport: { width: 350, height: 900 } });
  const script = await office(SAMPLE);
  await context.route(`${OFFICE}**`, (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  const asked = [];
  context.on("request", (request) => !request.url().startsWith(all.site.address) && !/^(blob|data):/.test(request.url()) && asked.push(request.url()));
  const page = await context.newPage();
  const rested = () => page.waitForSelector("#working.done", { state: "attached", timeout: 120_000 });
  await page.goto(`${all.site.address}pane.html`);
  await rested();

  assert.match(await text(page, "#elsewhere"), new RegExp(`is sent to your force’s own server, ${all.host}, when you press a button`));
  assert.deepEqual(asked.filter((url) => !url.startsWith(OFFICE)), [`${all.server}/api/sign-in`]);
  for (const [code, said] of [[13002, /The sign-in was cancelled/], [13012, /signs nobody in for add-ins/], [13007, /Tell IT/], [99, /\(99\)/]]) {
    await page.evaluate((number) => { stub.token = number; }, code);
    await page.click("#again");
    await rested();
    assert.match(await text(page, "#refused"), said);
  }
  const shown = await page.evaluate(() => stub.functions.recalculate([["MSG_MOVE", [[[5]], [[4]]]]]));
  assert.match(shown[0], /^#N\/A Excel could not sign you in/);

  // A token that has run out is asked for once more, and the question with it.
  const tokens = await page.evaluate(async ([good, old]) => {
    const before = stub.tokens;
    Object.defineProperty(stub, "token", { get: () => (stub.tokens === before + 1 ? old : good) });
    return { shown: await stub.functions.recalculate([["MSG_MOVE", [[[5]], [[4]]]]]), cells: await stub.functions.recalculate(Array.from({ length: 300 }, (_, number) => ["MSG_MOVE", [[[1 + (number % 7)]], [[4]]]])), asked: stub.tokens - before };
  }, [all.token, all.old]);
  assert.deepEqual(tokens.shown, ["Improved"]);
  assert.deepEqual([...new Set(tokens.cells)].sort(), ["Deteriorated", "Improved", "Unchanged"]);
  assert.equal(tokens.asked, 2);

  await page.click("#again");
  await rested();
  assert.match(await text(page, "#holds-list"), /Grid of command grades, 15 rows/i);
  await page.click("#groups button[data-press=next-cycle]");
  await page.fill("#ask input", "Cycle 14");
  await page.click("#ask button[type=submit]");
  await page.waitForSelector("#answer:not([hidden])");
  await rested();
  const touched = await page.evaluate(() => stub.host.touched.length);
  assert.ok((await text(page, "#answer-words")).startsWith(theirs.message.split("\n")[0]));
  assert.ok(touched > 200 && touched <= theirs.cells, `${touched} of ${theirs.cells}`);
  assert.deepEqual([...new Set(asked.map((url) => new URL(url).origin))].sort(), [all.server, new URL(OFFICE).origin].sort());
  await context.close();
});

test("where the server is away, too, the page says both", async () => {
  const context = await all.browser.newContext();
  const page = await context.newPage();
  await context.route(`${all.server}/**`, (route) => route.abort());
  await page.goto(all.site.address);
  await page.waitForSelector("#refused:not([hidden])");

  assert.match(await text(page, "#refused"), new RegExp(`^This browser may not run WebAssembly. Your force’s own server, ${all.host}, does not answer`));
  await context.close();
});
