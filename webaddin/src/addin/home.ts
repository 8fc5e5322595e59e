/** The officer's home in Excel: what the pane shows, and how it is asked. */
import { counted, byId, el, fill } from "../page/dom";
import type { Told } from "../engine/engine";
import type { Button, Judged, Looked, Offered, Problem } from "../engine/looking";
import type { Progress } from "../engine/engine";
import { save } from "../page/saving";
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

/** Says of the buttons whether they can be pressed now; one that waits keeps the keyboard's place. */
export function marked(busy: boolean): void {
  for (const button of document.querySelectorAll<HTMLElement>("button[data-press], #again")) button.setAttribute("aria-disabled", String(busy));
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
  const list = el("ol", { class: "problems" }, ...problems.slice(0, FIRST).map((one) => problem(one, show)));
  const rest = problems.slice(FIRST);
  const more = rest.length
    ? el("button", { type: "button", class: "second", click: () => {
        const [first, ...others] = rest.map((one) => problem(one, show));
        list.append(first!, ...others);
        more?.remove();
        first!.querySelector("button")?.focus();
      } }, `Show the other ${counted(rest.length, "problem")}`)
    : null;
  if (nothing) fill(byId("problems-list"), el("p", { class: "quiet" }, nothing));
  else if (!problems.length) fill(byId("problems-list"), el("p", { class: "clear" }, "No problems found in the data."));
  else fill(byId("problems-list"), list, more);
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
      one.unread.length ? ` (${counted(one.unread.length, "heading")} not read: ${one.unread.map(({ heading }) => heading).join(", ")})` : null))));
}

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
  const files = Object.entries(told.made ?? {}).map(([name, data]) =>
    el("p", { class: "saves" }, el("button", { type: "button", click: () => save(data, name) }, `Save ${name}`)));
  fill(byId("answer-words"),
    el("pre", {}, told.message),
    ...(outcome.refused.length ? changed(outcome.refused, show) : []),
    ...outcome.left.map((sentence) => el("p", { class: "note" }, sentence)),
    ...files);
  byId("answer-title").focus();
  const kept = outcome.refused.length ? `, ${counted(outcome.refused.length, "cell")} left as somebody changed them` : "";
  const wrote = outcome.written ? `, ${counted(outcome.written, "cell")} written` : "";
  return done ? `${label}: done${wrote}${kept}.` : `${label}: not done.`;
}

function changed(refused: Refused[], show: Show): HTMLElement[] {
  return [
    el("h3", {}, "Changed by somebody meanwhile"),
    el("p", {}, "These were changed while Scorecard worked, and stay as they are. Press the button again to take them into account."),
    el("ul", { class: "lines" }, ...refused.slice(0, FIRST).map(({ sheet, cell, would }) =>
      el("li", {}, jump(show, sheet, cell), cell ? ` would be ${would}` : ` would be ${would}, but is not as it was`))),
    ...(refused.length > FIRST ? [el("p", {}, `And ${counted(refused.length - FIRST, "more cell")}.`)] : []),
  ];
}
