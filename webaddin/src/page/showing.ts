/** What Python found, as headings, lists and tables. */

import { counted, el } from "./dom";
import type { Told as Answer } from "../engine/engine";
import type { Drawn, DrawnMap, FoundTable, Judged, Looked, Problem, Told } from "../engine/looking";
import { save } from "./saving";
import { inSteps } from "./steps";

const FIRST_PROBLEMS = 50;
const LONG = 48;
const MORE = "There are more; the list of problems on this page, or the sheet Problems of the filled copy, has them all.";

export function problems(found: Problem[]): Node[] {
  if (!found.length) return [el("p", { class: "clear" }, "No problems found in the data.")];
  return inSteps(el("ol", { class: "problems" }), found, FIRST_PROBLEMS, "problem", problem);
}

function problem(one: Problem): HTMLLIElement {
  return el("li", { class: "problem" },
    el("p", { class: "where" }, one.cell ? `${one.sheet}, cell ${one.cell}` : one.sheet || "The workbook"),
    el("p", {}, one.what),
    one.do && el("p", { class: "do" }, one.do));
}

export function results(answers: Told[]): Node[] {
  const shown = answers.filter(told => told.rows.length || told.lines.length);
  if (!shown.length) return [el("p", { class: "quiet" }, "There are no figures to judge yet.")];
  return shown.map((told, number) => {
    const about = told.rows.length ? counted(told.rows.length, "row") : "";
    return el("details", { class: "told", "data-kind": told.kind, open: number === 0 },
      el("summary", {}, el("h3", {}, told.title), el("span", {}, about)),
      el("div", {},
        told.rows.length ? table(told.title, told.headings, told.rows, told.right, told.tones) : null,
        told.lines.length ? el("ul", { class: "lines" }, ...told.lines.map(line => el("li", {}, line))) : null));
  });
}

export function table(title: string, headings: string[], rows: (string | number)[][], right: number[] = [], tones: Told["tones"] = {}): HTMLElement {
  // A heading that names nothing would be an empty cell to a screen reader.
  const named = headings.map(heading => heading || "Remark");
  const kept = named.map((_, column) => headings[column] || rows.some(row => row[column]));
  const long = named.map((_, column) => rows.some(row => String(row[column] ?? "").length > LONG));
  const side = (column: number) => [right.includes(column) ? "right" : "", long[column] ? "long" : ""].join(" ").trim() || undefined;
  const cells = (row: (string | number)[]) => row.map((cell, column) => kept[column] &&
    (column === 0 ? el("th", { scope: "row", class: side(column) }, said(cell, tones)) : el("td", { class: side(column) }, said(cell, tones))));
  return el("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `${title}, table` },
    el("table", {},
      el("caption", { class: "unseen" }, title),
      el("thead", {}, el("tr", {}, ...named.map((heading, column) => kept[column] && el("th", { scope: "col", class: side(column) }, heading)))),
      el("tbody", {}, ...rows.map(row => el("tr", {}, ...cells(row))))));
}

function said(cell: string | number, tones: Told["tones"]): Node | string {
  const text = String(cell), tone = tones[text];
  if (!tone) return text;
  const made = el("span", { class: "tone" }, text);
  [made.style.backgroundColor, made.style.color] = tone;
  return made;
}

/** What a button came to, in sentences; what it made besides can be saved. */
export function answer(one: Answer): Node[] {
  // The message was made for a box that holds little.
  const words = one.message.split("\n").filter(line => line.trim()).map(line => el("p", {}, line === "…" ? MORE : line));
  const made = Object.entries(one.made ?? {}).map(([name, data]) =>
    el("p", { class: "saves" }, el("button", { type: "button", click: () => save(data, name) }, `Save ${name}`)));
  return [...words, ...made];
}

export function holds(looked: Looked, why: string): Node[] {
  if (!looked.tables.length) return nothing(looked, why);
  const unread = looked.tables.filter(found => found.unread.length);
  return [
    ...(looked.kinds.length || looked.is_return ? [] : nothing(looked, why)),
    table("Tables found", ["Table", "Sheet", "Cell", "Rows"], looked.tables.map(t => [capital(t.kind), t.sheet, t.cell, t.rows]), [3]),
    el("h3", {}, "Not understood"),
    unread.length
      ? el("div", {},
        el("p", { class: "quiet" }, "These headings stand beside a table and were not read. If one of them matters, name it in a table Headings (Sheet, Heading, Means)."),
        table("Headings that were not read", ["Heading", "Table", "Cell"], unread.flatMap(unreadOf)))
      : el("p", { class: "clear" }, "Every heading of these tables was read."),
    el("details", {}, el("summary", {}, "How each heading was read"), ...looked.tables.filter(t => t.columns.length).map(columns)),
  ];
}

const unreadOf = (found: FoundTable) => found.unread.map(one => [one.heading, capital(found.kind), `${found.sheet}!${one.cell}`]);

function columns(found: FoundTable): HTMLElement {
  const more = [found.commands.length ? `Commands: ${found.commands.join(", ")}.` : "", found.each ? `${counted(found.each, "column")} of months, periods or measures.` : ""];
  return el("div", {},
    el("h4", {}, `${capital(found.kind)} on ${found.sheet}`),
    ...more.filter(Boolean).map(line => el("p", {}, line)),
    table(`Headings of the ${found.kind} on ${found.sheet}`, ["In the workbook", "Read as"], found.columns.map(c => [c.heading, c.means])));
}

/** What an officer can do with a workbook in which there is nothing to work on; `why` names what comes nearest. */
function nothing(looked: Looked, why: string): Node[] {
  return [
    el("p", { class: "note" }, looked.tables.length
      ? "These tables were found, but none of them has anything to work on yet. Fill in their rows, or open a workbook that has one of the tables below."
      : "No table of a scorecard was found in this workbook. A table is known by its headings, wherever it stands and whatever stands beside it."),
    why ? el("p", {}, why) : null,
    el("h3", {}, "What was looked for, and the headings it is known by"),
    el("ul", { class: "lines" }, ...looked.looked_for.map(one => el("li", {}, `${capital(one.kind)}: ${one.headings.join("; ")}`))),
    el("h3", {}, "What you can do"),
    el("ul", { class: "lines" },
      el("li", {}, "Write the headings in one row above their columns; another spelling of them is often understood, too."),
      el("li", {}, "Where your own headings are to stay, add a table with the headings Sheet, Heading and Means that says which of yours is which.")),
  ].filter(node => node !== null);
}

export function maps(drawn: Drawn, workbook: string): Node[] {
  const stem = workbook.replace(/\.[^.]*$/, "");
  return [...drawn.maps.map(one => map(one, stem)), ...(drawn.problems.length ? problems(drawn.problems) : [])];
}

function map(one: DrawnMap, stem: string): HTMLElement {
  const picture = document.importNode(new DOMParser().parseFromString(one.svg, "image/svg+xml").documentElement, true);
  picture.removeAttribute("width");
  picture.removeAttribute("height");
  const name = `${stem} - ${one.name}`.replace(/[<>:"/\\|?*]/g, " ");
  return el("div", { class: "map" },
    el("h3", {}, one.name),
    el("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `${one.name}, picture` }, picture),
    el("p", { class: "saves" },
      el("button", { type: "button", class: "second", click: () => save(one.svg, `${name}.svg`) }, "Save as a picture (SVG)"),
      el("button", { type: "button", class: "second", click: () => save(one.html, `${name}.html`) }, "Save as a web page")),
    el("details", {}, el("summary", {}, `${one.name} as a table`), table(`${one.name}: its areas`, one.headings, one.facts)));
}

export const summary = (judged: Judged): string =>
  judged.nothing ? "Nothing to check" : judged.problems.length ? counted(judged.problems.length, "problem") : "No problems";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
