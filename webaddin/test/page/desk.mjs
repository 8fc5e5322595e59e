// What tests of the page share: the page with a stand-in for Python, and workbooks that say what it answers.
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { python, root } from "../browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** A folder with the page as it is shipped and our stand-in for its engine. */
export function pageWithoutPython() {
  const folder = mkdtempSync(join(tmpdir(), "xlscore-page-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const built = join(root, "webaddin", "built");
  for (const name of readdirSync(built)) copyFileSync(join(built, name), join(folder, name));
  copyFileSync(join(here, "fake-worker.js"), join(folder, "worker.js"));
  const offered = python(["-c", "import json; from xlscore.web.offered import *; print(json.dumps({'version': '1.2.3', 'groups': offered_groups()}))"]);
  writeFileSync(join(folder, "offered.json"), offered);
  writeFileSync(join(folder, "functions.json"), '{"functions": []}');
  return folder;
}

const grid = {
  kind: "grid of command grades", sheet: "Grid", cell: "A6", rows: 2, each: 0, commands: ["North", "South"],
  columns: [{ heading: "Area", means: "Area" }, { heading: "Verdict", means: "Final grade" }],
  unread: [{ heading: "Mood <b>of</b> the day", cell: "F6" }],
};

/** A workbook of which Python would say this; `more` says otherwise. */
export const workbook = (more = {}) => ({
  look: {
    sheets: ["Grid", "It's"], is_return: false, kinds: [{ name: "grades", help: "", button: "generate-force-grades" }],
    buttons: ["generate-force-grades", "collate-returns", "next-cycle", "draw-tube-map"], tables: [grid], looked_for: [],
    papers: [{ name: "board", title: "Board paper" }, { name: "msg", title: "MSG paper" }], ...more.look,
  },
  judge: {
    problems: [{ sheet: "Grid", cell: "D7", what: "'Fair' is not a grade.", do: "Use Good or N/A." }],
    answers: [
      {
        kind: "grades", title: "Force grades", headings: ["Area", "Suggested", "", "Why"], right: [], lines: ["One area is Good."],
        rows: [["Burglary", "Good", "", "2 of 2 commands Good"], ["Gangs", "Inadequate", "override", "x"]],
        tones: { Good: ["#35978F", "#111111"], Inadequate: ["#B2182B", "#FFFFFF"] },
      },
      { kind: "risks", title: "Risks", headings: ["Ref", "Score"], right: [1], lines: [], rows: [["R1", "48"]], tones: {} },
    ],
    nothing: "", ...more.judge,
  },
  maps: {
    maps: [{
      name: "Force-level", alt: "Tube map: 1 line.", html: "<html></html>", headings: ["Area", "Grade"], facts: [["Burglary", "Good"]],
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="5mm" viewBox="0 0 10 5" role="img"><title>Tube map: 1 line.</title><rect width="9" height="4"/></svg>',
    }],
    problems: [], ...more.maps,
  },
  press: more.press ?? {},
  fails: more.fails,
});

export const nothing = workbook({
  look: {
    kinds: [], buttons: [], tables: [], papers: [],
    looked_for: [{ kind: "grid of command grades", headings: ["Area", "a column of grades per command"] }],
  },
  judge: { problems: [], answers: [], nothing: "There is nothing to check; the nearest is 'Health' at A6." },
});

export const aReturn = workbook({ look: { is_return: true, kinds: [], buttons: [], papers: [] } });

/** A file as the browser's chooser hands it over. */
export const file = (name, content) => ({
  name, mimeType: "application/octet-stream", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
});

export async function choose(page, ...files) {
  await page.setInputFiles("#files", files);
  await rested(page);
}

export const rested = (page) => page.waitForFunction(() => document.querySelector("#working").classList.contains("done"), null, { timeout: 120_000 });

export const press = async (page, name) => {
  await page.locator(`[data-press="${name}"]`).click();
};

/** Python that copies a sample without what is computed in its grid: the samples are filled already, and there is to be something to do. */
export const EMPTIED = `
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
