// The pictures of docs/using-in-the-browser.md: `node pictures.mjs` opens the samples on the page, in Chromium, and takes them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtSite, launched, python, root, served } from "./test/browser.mjs";
import { EMPTIED, press, rested } from "./test/page/desk.mjs";

const pictures = join(root, "docs", "pictures");
const folder = mkdtempSync(join(tmpdir(), "xlscore-pictures-"));
const sample = join(root, "workbooks", "sample-balanced-scorecard-essex.xlsx"), book = join(folder, "Balanced scorecard.xlsx");
python(["-c", EMPTIED, sample, book]);

const site = await served(builtSite());
const browser = await launched();
const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, reducedMotion: "reduce" });
const taken = (name) => page.screenshot({ path: join(pictures, `browser-${name}.png`) });

await page.goto(site.address);
await page.setInputFiles("#files", book);
await page.waitForSelector('[data-kind="grades"]', { timeout: 300_000 });
await rested(page);
await page.locator("#book-name").evaluate((title) => scrollTo(0, title.getBoundingClientRect().top - 40));
await taken("opened");
await press(page, "generate-force-grades");
await page.waitForSelector("#save", { timeout: 300_000 });
await rested(page);
await page.mouse.move(0, 0);
await page.locator("#book-name").evaluate((title) => scrollTo(0, scrollY + title.getBoundingClientRect().top - 40));
await taken("answer");

await browser.close();
site.close();
rmSync(folder, { recursive: true, force: true });
