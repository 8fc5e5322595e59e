// What a browser answers beside what our own Python answers: every call of the lanes' table, and pressed buttons.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { python } from "./browser.mjs";

const asked = ["-m", "tests.support.web_parity"];

/** How many calls differ, of how many. */
export async function comparedCalls(page) {
  const batch = python([...asked, "calls"]);
  const here = await page.evaluate((text) => window.xlscore.call(JSON.parse(text)), batch);
  const there = JSON.parse(python([...asked, "answers"]));
  const wrong = there.flatMap((answer, number) => (JSON.stringify(answer) === JSON.stringify(here[number]) ? [] : [{ answer, here: here[number] }]));
  return { calls: there.length, wrong };
}

/** Presses buttons in the page and has our own Python press them, too. */
export async function comparedPresses(page, { all = false, say = () => undefined } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "xlscore-parity-"));
  try {
    const cases = JSON.parse(python([...asked, "files", folder, ...(all ? ["--all"] : [])]));
    for (const [number, { name, action, options }] of cases.entries()) {
      say(`${number + 1} of ${cases.length}: ${name} ${action}`);
      const text = readFileSync(join(folder, name)).toString("base64");
      const pressed = await page.evaluate(
        async ([text, action, options]) => {
          const file = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
          const { file: filled, answer } = await window.xlscore.press(action, file, options);
          const coded = (bytes) => {
            let letters = "";
            for (let at = 0; at < bytes.length; at += 32768) letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
            return btoa(letters);
          };
          const made = Object.fromEntries(Object.entries(answer.made ?? {}).map(([name, bytes]) => [name, coded(bytes)]));
          return { filled: filled && coded(filled), answer: { ...answer, made } };
        },
        [text, action, options],
      );
      const place = join(folder, String(number).padStart(4, "0"));
      const { ended, message, made } = pressed.answer;
      writeFileSync(`${place}.json`, JSON.stringify({ name, action, ended, message, made }));
      if (pressed.filled) writeFileSync(`${place}.filled`, Buffer.from(pressed.filled, "base64"));
    }
    return JSON.parse(python([...asked, "compare", folder]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
