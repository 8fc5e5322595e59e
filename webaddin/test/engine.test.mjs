import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { builtSite, launched, opened, root, served, withoutNetwork } from "./browser.mjs";

const sample = readFileSync(join(root, "workbooks", "sample-threat-impact-leicestershire.xlsx")).toString("base64");
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

test("a file that is no workbook is refused with a sentence", async () => {
  const pressed = await here.page.evaluate(() => window.xlscore.press("refresh-all", new Uint8Array([1, 2, 3])));

  assert.equal(pressed.file, null);
  assert.equal(pressed.answer.ended, "refused");
  assert.match(pressed.answer.message, /not a workbook/);
});

test("with the network cut after loading a button still fills a workbook, and nothing was asked of another host", async () => {
  await here.context.setOffline(true);
  const before = site.asked.length;

  const pressed = await here.page.evaluate(async (text) => {
    const file = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { file: filled, answer } = await window.xlscore.press("keep-logs", file).catch((problem) => ({ answer: problem.message }));
    const policy = await window.xlscore.press("policy", file);
    return { answer, filled: filled?.length ?? 0, policy: policy.answer, changed: policy.file?.length ?? 0 };
  }, sample);
  await here.context.setOffline(false);

  assert.equal(pressed.policy.ended, "done", pressed.policy.message);
  assert.ok(pressed.changed > 10_000);
  assert.deepEqual(site.asked.slice(before), []);
  assert.deepEqual(here.elsewhere, []);
  assert.deepEqual(here.wrong.filter((words) => !withoutNetwork.test(words)), []);
});
