/** The page that needs no Excel: a workbook is opened, looked at, filled by the ribbon's buttons, and saved as a copy. */

import type { Options, Progress } from "../engine/engine";
import { chosenEngine } from "../engine/lanes";
import { PageSignIn } from "../engine/signing-in";
import { ask, bytesOf, type Beside } from "./asking";
import { byId, counted, el, fill } from "./dom";
import type { Button, Judged, Looked, Offered, Refused } from "../engine/looking";
import { filledName, save } from "./saving";
import * as showing from "./showing";

/** The workbook that is open: as it was, as it is now, and what was done to it. */
interface Opened { name: string; original: Uint8Array; current: Uint8Array; done: string[]; saved: boolean; looked: Looked }

const ALWAYS = ["check-workbook", "explain-cell", "refresh-all", "bring-formulas-over"];
const OF_PAPERS = ["write-paper", "refresh-paper", "check-paper", "find-regions", "data-pack"];

let signIn: PageSignIn | null = null;
const engine = chosenEngine((server, told) => (signIn = new PageSignIn(server, told, () => signedIn(false))), (progress) => working(progress));
const { ready, call, press: pressed } = engine;
Object.assign(window, { xlscore: { ready, call, press: pressed } });

let book: Opened | null = null;
let beside: Beside[] = [];
let offered: Offered = { version: "", groups: [] };
let busy = false;

// -- what is being done --

function working({ what, done, of }: Progress): void {
  byId("doing").textContent = what ? `${what}…` : "";
  const bar = byId<HTMLProgressElement>("progress");
  if (of) [bar.max, bar.value] = [of, done];
  else bar.removeAttribute("value");
  byId("working").classList.remove("done");
}

function rests(words = ""): void {
  byId("doing").textContent = words;
  byId("working").classList.add("done");
}

/** Do one thing at a time; whatever goes wrong is a sentence. */
async function busily(what: string, deed: () => Promise<string>): Promise<void> {
  if (busy) return;
  busy = true;
  marked();
  working({ what, done: 0, of: 0 });
  try {
    rests(await deed());
  } catch (error) {
    rests();
    refuse({ what: error instanceof Error ? error.message : String(error), do: "" });
  } finally {
    busy = false;
    marked();
  }
}

/** Say of the buttons whether they can be pressed now; one that waits keeps the keyboard's place. */
function marked(): void {
  for (const button of document.querySelectorAll<HTMLElement>("#groups button, #answer-save button, .draw"))
    button.setAttribute("aria-disabled", String(busy));
}

function refuse(why: Refused): void {
  const place = byId("refused");
  fill(place, el("strong", {}, why.what), why.do);
  place.hidden = false;
}

// -- opening --

async function open(files: File[]): Promise<void> {
  if (busy) {
    refuse({ what: "Another action is still at work.", do: "Choose the workbook again when it has ended." });
    return;
  }
  if (!files.length || (book && !book.saved && book.done.length && !leaves())) return;
  await busily("Reading", async () => {
    byId("refused").hidden = true;
    await ready;
    const read: Opened[] = [];
    for (const [number, file] of files.entries()) {
      working({ what: `Reading ${file.name}`, done: number, of: files.length });
      const data = await bytesOf(file);
      const looked = await engine.look(data, { name: file.name });
      if (looked.refused) {
        refuse(looked.refused);
        if (files.length === 1) return "";
      } else read.push({ name: file.name, original: data, current: data, done: [], saved: true, looked });
    }
    // Among several the workbook is the one that is no return of a command; the returns wait for Collate returns.
    const main = read.find((one) => !one.looked.is_return) ?? read[0];
    if (!main) return "";
    book = main;
    beside = read.filter((one) => one !== main).map(({ name, original }) => ({ name, data: original }));
    show(main);
    byId("book-name").focus();
    return judge(main);
  });
}

const leaves = (): boolean => window.confirm("The filled copy is not saved yet. Open another workbook all the same?");

function show(one: Opened): void {
  document.body.classList.add("opened");
  byId("welcome").hidden = true;
  byId("choose-label").textContent = "Choose another workbook";
  byId("book").hidden = false;
  byId("answer").hidden = true;
  document.title = `${one.name} – Scorecard`;
  byId("book-name").textContent = one.name;
  byId("book-about").textContent = about(one);
  actions(one.looked);
  fill(byId("holds-list"), ...showing.holds(one.looked, ""));
  fill(byId("problems-list"), el("p", { class: "quiet" }, "Being looked for…"));
  fill(byId("results-list"), el("p", { class: "quiet" }, "Being worked out…"));
  offerMaps(one);
  for (const part of ["problems", "results"]) byId(part).hidden = false;
  parts();
}

function about(one: Opened): string {
  const { tables, sheets } = one.looked;
  const kept = one.name.toLowerCase().endsWith(".xlsm") ? " Its macros stay in the filled copy; none of them is run here." : "";
  const more = beside.length ? ` With it: ${beside.map((file) => file.name).join(", ")}.` : "";
  const back = one.looked.is_return ? " This is a command’s return: open it together with the scorecard workbook to have it collated." : "";
  return `${counted(tables.length, "table")} found on ${counted(sheets.length, "sheet")}.${back}${more}${kept}`;
}

async function judge(one: Opened): Promise<string> {
  working({ what: "Looking for problems and working out the results", done: 0, of: 0 });
  const judged: Judged = await engine.judge(one.current, { name: one.name }, (progress) => working({ ...progress, what: `Looking at the data: ${progress.what}` }));
  if (judged.refused) {
    refuse(judged.refused);
    return "";
  }
  fill(byId("problems-list"), ...showing.problems(judged.problems));
  fill(byId("results-list"), ...showing.results(judged.answers));
  fill(byId("holds-list"), ...showing.holds(one.looked, judged.nothing));
  for (const part of ["problems", "results"]) byId(part).hidden = Boolean(judged.nothing);
  byId("problems-title").textContent = judged.problems.length ? `Problems (${judged.problems.length})` : "Problems";
  parts();
  return `${showing.summary(judged)} in ${one.name}.`;
}

function parts(): void {
  const shown = [...document.querySelectorAll<HTMLElement>("#book section[id]")].filter((part) => !part.hidden && part.id !== "answer");
  fill(byId("parts"), ...shown.map((part) =>
    el("li", {}, el("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? ""))));
}

// -- the tube map --

function offerMaps(one: Opened): void {
  const can = one.looked.buttons.includes("draw-tube-map");
  byId("maps").hidden = !can;
  if (!can) return;
  const button = el("button", { type: "button", class: "second draw", click: () => void drawMaps(one) }, "Show the tube map");
  fill(byId("maps-list"),
    el("p", { class: "quiet" }, "The grades as lines and stations. A map that was never drawn takes some seconds to lay out; the workbook stays as it is."),
    el("p", {}, button));
}

async function drawMaps(one: Opened): Promise<void> {
  await busily("Drawing the tube map", async () => {
    const drawn = await engine.maps(one.current, { name: one.name }, working);
    if (drawn.refused) {
      fill(byId("maps-list"), el("p", { class: "note" }, `${drawn.refused.what} ${drawn.refused.do}`));
      return "";
    }
    fill(byId("maps-list"), ...showing.maps(drawn, one.name));
    const title = byId("maps-title");
    title.tabIndex = -1;
    title.focus();
    return `${counted(drawn.maps.length, "map")} drawn.`;
  });
}

// -- the buttons --

function actions(looked: Looked): void {
  const applies = new Set([...looked.buttons, ...(looked.kinds.length ? ALWAYS : ["check-workbook"]), ...(looked.papers.length ? OF_PAPERS : [])]);
  const groups = (of: (button: Button) => boolean): HTMLElement[] =>
    offered.groups
      .map(({ group, buttons }) => ({ group, buttons: buttons.filter(of) }))
      .filter(({ buttons }) => buttons.length)
      .map(({ group, buttons }) => el("div", {}, el("h3", {}, group), el("ul", {}, ...buttons.map((button) => el("li", {}, deed(button))))));
  const others = groups((button) => !applies.has(button.name));
  fill(byId("groups"),
    ...groups((button) => applies.has(button.name)),
    others.length ? el("details", {}, el("summary", {}, "For tables that are not in this workbook"), ...others) : null);
}

function deed(button: Button): HTMLButtonElement {
  return el("button", { type: "button", title: button.help, "data-press": button.name, click: () => void press(button) },
    button.label, el("span", {}, button.short));
}

async function press(button: Button): Promise<void> {
  if (busy || !book) return;
  const one = book;
  const options: Options | null = await ask(button, one.looked, beside, one.name);
  if (!options) return;
  await busily(button.label, async () => {
    const { file, answer } = await pressed(button.name, one.current, { name: one.name, ...options }, (progress) =>
      working({ ...progress, what: progress.what ? progress.what.charAt(0).toUpperCase() + progress.what.slice(1) : button.label }));
    if (file) {
      one.current = file;
      one.done.push(button.label);
      one.saved = false;
      one.looked = await engine.look(file, { name: one.name });
      show(one);
    }
    const place = byId("answer");
    place.hidden = false;
    place.classList.toggle("refused", answer.ended !== "done");
    const title = byId("answer-title");
    title.textContent = button.label + (file ? ": done" : answer.ended === "done" ? "" : ": not done");
    fill(byId("answer-words"), ...showing.answer(answer));
    saves(one);
    title.focus();
    if (file) await judge(one);
    return file ? "The filled copy is ready to be saved." : "";
  });
}

// -- saving --

function saves(one: Opened): void {
  const place = byId("answer-save");
  if (!one.done.length) {
    fill(place, el("span", { class: "quiet" }, "The workbook is as it was."));
    return;
  }
  const name = filledName(one.name, one.done);
  fill(place,
    el("button", { type: "button", id: "save", "aria-describedby": "save-name", click: () => { save(one.current, name); one.saved = true; rests(`${name} is with your downloads.`); } }, "Save the filled copy"),
    el("button", { type: "button", class: "second", click: () => void asItWas(one) }, "Back to the workbook as it was"),
    el("span", { class: "quiet", id: "save-name" }, name));
}

async function asItWas(one: Opened): Promise<void> {
  await busily("Going back", async () => {
    one.current = one.original;
    one.done = [];
    one.saved = true;
    one.looked = await engine.look(one.original, { name: one.name });
    show(one);
    byId("book-name").focus();
    await judge(one);
    return "The workbook is as it was opened.";
  });
}

// -- the force's own server, where it does the work --

/** Say before anything is sent where it will go, and have the officer sign in. */
async function elsewhere(server: string): Promise<void> {
  byId("promise").textContent = "Your workbook goes to your force’s own server";
  fill(byId("sent"), el("strong", {}, `What you open is sent to ${server}, and nowhere else.`),
    " Your force’s own server reads and fills it in its memory, sends it back, and keeps nothing. No copy stays in this browser when you close the page.");
  fill(byId("elsewhere-words"), `This browser may not run WebAssembly, which the page computes with. So a workbook that you open here is sent to your force’s own server, ${server}, read and filled there, and sent back. It is not kept there. Buttons that ask for further files, or that make one, cannot be pressed here.`);
  byId("offline").textContent = "This page needs the network here.";
  await signIn?.prepare();
  byId("elsewhere").hidden = false;
  const button = byId("sign-in");
  button.onclick = (): void => {
    byId("refused").hidden = true;
    rests("Sign in in the window that has opened.");
    signIn!.signIn().then(() => signedIn(true), (error: unknown) => {
      rests();
      refuse({ what: error instanceof Error ? error.message : String(error), do: "" });
    });
  };
  rests("Sign in to begin.");
}

function signedIn(is: boolean): void {
  byId("sign-in").hidden = is;
  if (!is) return;
  byId("refused").hidden = true;
  rests("You are signed in.");
  byId("files").focus();
}

// -- beginning --

function listen(): void {
  const input = byId<HTMLInputElement>("files");
  input.addEventListener("change", () => {
    void open([...(input.files ?? [])]).finally(() => (input.value = ""));
  });
  const drop = byId("drop");
  const over = (event: DragEvent, is: boolean) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", is);
  };
  addEventListener("dragover", (event) => over(event, true));
  addEventListener("dragleave", (event) => over(event, false));
  addEventListener("drop", (event) => {
    over(event, false);
    void open([...(event.dataTransfer?.files ?? [])]);
  });
  addEventListener("beforeunload", (event) => {
    if (book && !book.saved) event.preventDefault();
  });
  // What is folded away on a screen is on paper all the same.
  const folded = () => document.querySelectorAll<HTMLDetailsElement>(".told:not([open]), .map details:not([open])");
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => (opened = [...folded()]).forEach((one) => (one.open = true)));
  addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));
}

const OFFLINE = "This page is ready to work without a network.";
/** A private window, or a browser that is told to keep nothing. */
const UNKEPT = "This page works without a network until you close it. This browser keeps nothing of it, so it opens only with one.";

/** Have the site's files kept, so that the page opens without a network the next time. */
async function offline(): Promise<void> {
  const place = byId("offline");
  try {
    const { version } = (await (await fetch("files.json", { cache: "no-store" })).json()) as { version: string };
    await navigator.serviceWorker.register(`offline.js?version=${version}`);
    await navigator.serviceWorker.ready;
    place.textContent = OFFLINE;
  } catch {
    // Without a network there is nothing newer, and what was kept goes on working.
    const kept = Boolean((navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller);
    place.textContent = kept ? OFFLINE : UNKEPT;
  }
}

async function begin(): Promise<void> {
  listen();
  try {
    offered = (await (await fetch("offered.json")).json()) as Offered;
    byId("version").textContent = `xlscore ${offered.version}`;
    await ready;
    const server = await engine.server;
    if (server) return await elsewhere(server);
    await engine.warm();
    if (!busy) rests("Ready.");
  } catch (error) {
    if (!busy) rests();
    refuse({ what: error instanceof Error ? error.message : String(error), do: "" });
  }
  await offline();
}

void begin();
