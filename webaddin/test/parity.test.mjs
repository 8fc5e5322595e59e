// XLSCORE_WEB_ALL=1 presses every button on every sample, and some on workbooks of the corpus, instead of a share of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { builtSite, launched, opened, served } from "./browser.mjs";
import { comparedCalls, comparedPresses } from "./parity.mjs";

const all = process.env.XLSCORE_WEB_ALL === "1";
let browser, site, here;

before(async () => {
  site = await served(builtSite());
  browser = await launched();
  here = await opened(browser, site.address);
  await here.page.evaluate(() => window.xlscore.ready);
});
after(async () => {
  await browser?.close();
  site?.close();
});

test("every call of the lanes' table is answered as on the desktop", async () => {
  const { calls, wrong } = await comparedCalls(here.page);

  assert.ok(calls >= 1200);
  assert.deepEqual(wrong, []);
});

test("a pressed button gives the file that the desktop gives, part by part", async () => {
  const { pressed, changed, wrong } = await comparedPresses(here.page, { all, say: all ? console.error : undefined });

  assert.ok(pressed >= 6 && changed >= 5, `${pressed} pressed, ${changed} changed`);
  assert.deepEqual(wrong, []);
});
