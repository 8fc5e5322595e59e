import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { builtSite, launched, opened, served } from "./browser.mjs";

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

test("a call is answered, and an error says why", async () => {
  const answers = await here.page.evaluate(() => window.xlscore.call([["MSG_MOVE", [5, 4]], ["MSG_MOVE", ["x", 4]], ["NOWHERE", []]]));

  assert.deepEqual(answers[0], { value: "Improved" });
  assert.equal(answers[1].error, "#VALUE!");
  assert.match(answers[1].message, /should be a number/);
  assert.equal(answers[2].error, "#NAME?");
});
