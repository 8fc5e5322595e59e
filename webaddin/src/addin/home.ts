/** The officer's home in Excel: what the pane shows, and how it is asked. */
import { counted, byId, el, fill } from "../page/dom";
import type { Told } from "../engine/engine";
import type { Button, Judged, Looked, Offered, Problem } from "../engine/looking";
import type { Progress } from "../engine/engine";
import { save } from "../page/saving";
import { inSteps } from "../page/steps";
import type { Outcome, Refused } from "./carried";

/** Shows a cell, or a sheet; false where it is not there any more. */
export type Show = (sheet: string, cell: string) => Promise<boolean>;

const FIRST = 30;
/** Buttons that stand elsewhere in the pane, or that have nothing to do in it. */
const ELSEWHERE = new Set(["explain-cell", "check-workbook"]);
const ALWAYS = ["refresh-all", "bring-formulas-over"];
const OF_PAPERS = ["write-paper", "refresh-paper", "check-paper", "find-regions", "data-pack"];

export function working({ what, done, of }: Progress): void {
  byId("doing").textContent = what ? `${what}…` : "";
  const bar = byId<HTMLProgressElement>("progress");
  if (of) [bar.max, bar.value] = [of, done];
  else bar.removeAttribute("value");
  byId("working").classList.remove("done");
}

export function rests(words: string): void {
  byId("doing").textContent = words;
  byId("working").classList.add("done");
}

export function refuse(sentence: string): void {
  byId("refused").textContent = sentence;
  byId("refused").hidden = !sentence;
}

/** Says, before anything is sent, that a server does the work and what goes there. */
export function showElsewhere(server: string): void {
  byId("elsewhere-words").textContent = `This Excel may not run WebAssembly, which the pane computes with. So the workbook is sent to your force’s own server, ${server}, when you press a button here, and what a Scorecard function in a cell is given is sent there when the cell is worked out. Nothing of it is kept there.`;
  byId("elsewhere").hidden = false;
  fill(byId("sent"), el("strong", {}, `What you ask is sent to ${server}, and nowhere else.`), " Your force’s own server answers it, and keeps nothing.");
}

/** Says of the buttons whether they can be pressed now; one that waits keeps the keyboard's place. */
export function marked(busy: boolean): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-press], #again, #finish")) button.setAttribute("aria-disabled", String(busy));
}

function jump(show: Show, sheet: string, cell: string): HTMLElement {
  const words = cell ? `${sheet}, cell ${cell}` : sheet;
  const go = async (): Promise<void> => {
    const there = await show(sheet, cell).catch(() => false);
    if (!there) refuse(`${words} is not there any more, or cannot be shown now.`);
  };
  return el("button", { type: "button", class: "jump", click: () => void go() }, words);
}

export function showProblems(judged: Judged, show: Show): string {
  const { problems, nothing } = judged;
  byId("problems-title").textContent = problems.length ? `Problems (${problems.length})` : "Problems";
  if (nothing) fill(byId("problems-list"), el("p", { class: "quiet" }, nothing));
  else if (!problems.length) fill(byId("problems-list"), el("p", { class: "clear" }, "No problems found in the data."));
  else fill(byId("problems-list"), ...inSteps(el("ol", { class: "problems" }), problems, FIRST, "problem", (one) => problem(one, show)));
  return nothing ? "Nothing to check here." : problems.length ? `${counted(problems.length, "problem")} in the data.` : "No problems found.";
}

function problem(one: Problem, show: Show): HTMLLIElement {
  return el("li", { class: "problem" },
    one.sheet ? el("p", { class: "where" }, jump(show, one.sheet, one.cell)) : null,
    el("p", {}, one.what),
    one.do && el("p", { class: "do" }, one.do));
}

export function showHolds(looked: Looked, show: Show): void {
  if (!looked.tables.length) {
    const known = looked.looked_for.map((one) => el("li", {}, `${capital(one.kind)}: ${one.headings.join("; ")}`));
    fill(byId("holds-list"),
      el("p", {}, "No table of a scorecard was found in this workbook. A table is known by its headings, wherever it stands:"),
      el("ul", { class: "lines" }, ...known));
    return;
  }
  fill(byId("holds-list"), el("ul", { class: "lines" }, ...looked.tables.map((one) =>
    el("li", {}, `${capital(one.kind)}, ${counted(one.rows, "row")}: `, jump(show, one.sheet, one.cell),
      one.unread.length ? ` (${counted(one.unread.length, "heading")} not read: ${few(one.unread.map(({ heading }) => heading))})` : null))));
}

const MOST_NAMED = 8;
const LONGEST = 80;
const few = (names: string[]): string => {
  const named = names.slice(0, MOST_NAMED).map((name) => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name)).join(", ");
  return names.length > MOST_NAMED ? `${named}, and ${names.length - MOST_NAMED} more` : named;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function showActions(offered: Offered, looked: Looked, press: (button: Button) => void): void {
  const applies = new Set([...looked.buttons, ...(looked.kinds.length ? ALWAYS : []), ...(looked.papers.length ? OF_PAPERS : [])]);
  const groups = (of: (button: Button) => boolean): HTMLElement[] =>
    offered.groups
      .map(({ group, buttons }) => ({ group, buttons: buttons.filter((button) => !ELSEWHERE.has(button.name) && of(button)) }))
      .filter(({ buttons }) => buttons.length)
      .map(({ group, buttons }) => el("div", {}, el("h3", {}, group), el("ul", {}, ...buttons.map((button) => el("li", {}, deed(button, press))))));
  const others = groups((button) => !applies.has(button.name));
  fill(byId("groups"), ...groups((button) => applies.has(button.name)),
    others.length ? el("details", {}, el("summary", {}, "For tables that are not in this workbook"), ...others) : null);
}

const deed = (button: Button, press: (button: Button) => void): HTMLElement =>
  el("button", { type: "button", title: button.help, "data-press": button.name, click: () => press(button) }, button.label, el("span", {}, button.short));

/** Shows what came of a button: its message, what somebody else changed meanwhile, what stays undone, files to be saved. */
export function showAnswer(label: string, told: Told, outcome: Outcome, show: Show): string {
  const done = told.ended === "done";
  byId("answer").hidden = false;
  byId("answer").classList.toggle("refused", !done);
  byId("answer-title").textContent = done ? label : `${label}: not done`;
  fill(byId("answer-words"),
    el("pre", {}, told.message),
    ...(outcome.refused.length ? changed(outcome.refused, show) : []),
    ...outcome.left.map((sentence) => el("p", { class: "note" }, sentence)),
    ...saves(told));
  byId("answer-title").focus();
  const kept = outcome.refused.length ? `, ${counted(outcome.refused.length, "cell")} left as somebody changed them` : "";
  const wrote = outcome.written ? `, ${counted(outcome.written, "cell")} written` : "";
  return done ? `${label}: done${wrote}${kept}.` : `${label}: not done.`;
}

/** Shows that Excel stopped a button half-way, why, and how it is finished; the workbook as it was can be saved. */
export function showUnfinished(label: string, told: Told, why: string, finish: () => void): void {
  byId("answer").hidden = false;
  byId("answer").classList.add("refused");
  byId("answer-title").textContent = `${label}: not finished`;
  fill(byId("answer-words"),
    el("p", {}, why),
    el("p", {}, "A part of it may be written; the rest is not. Finish it from here, and it ends as if nothing had happened."),
    el("p", { class: "saves" }, el("button", { type: "button", id: "finish", click: finish }, `Finish ${label.toLowerCase()}`)),
    ...saves(told));
  byId("answer-title").focus();
}

const saves = (told: Told): HTMLElement[] =>
  Object.entries(told.made ?? {}).map(([name, data]) =>
    el("p", { class: "saves" }, el("button", { type: "button", click: () => save(data, name) }, `Save ${name}`)));

function changed(refused: Refused[], show: Show): HTMLElement[] {
  return [
    el("h3", {}, "Changed by somebody meanwhile"),
    el("p", {}, "These were changed while Scorecard worked, and stay as they are. Press the button again to take them into account."),
    el("ul", { class: "lines" }, ...refused.slice(0, FIRST).map(({ sheet, cell, would }) =>
      el("li", {}, jump(show, sheet, cell), cell ? ` would be ${would}` : ` would be ${would}, but is not as it was`))),
    ...(refused.length > FIRST ? [el("p", {}, `And ${counted(refused.length - FIRST, "more cell")}.`)] : []),
  ];
}
