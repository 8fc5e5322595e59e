/** The pane and the one runtime of the add-in: functions in cells, the ribbon's buttons, and the officer's home. */
import type { Options, Told } from "../engine/engine";
import { chosenEngine } from "../engine/lanes";
import type { Button, Offered } from "../engine/looking";
import { ask } from "../page/asking";
import { byId } from "../page/dom";
import { Batcher } from "./batch";
import { atFirst, carryOut, selectedCell, show, workbook } from "./book";
import type { Carried, Course, Outcome } from "./carried";
import { associate } from "./functions";
import * as home from "./home";
import type { Picture } from "./sheets";
import { ExcelSignIn } from "./signing-in";

const engine = chosenEngine(() => new ExcelSignIn(), home.working);
const batcher = new Batcher((calls) => engine.call(calls));

let offered: Offered = { version: "", groups: [] };
let functions = 0;
let busy = false;
/** The host of the server that does the work; an empty text where this pane does it. */
let server = "";
let looked: Awaited<ReturnType<typeof engine.look>> | null = null;

/** Does one thing at a time; whatever goes wrong is a sentence. */
async function busily(what: string, deed: () => Promise<string>): Promise<void> {
  if (busy) {
    home.refuse("Scorecard is still at work; press the button again when it has ended.");
    return;
  }
  busy = true;
  home.marked(true);
  home.refuse("");
  home.working({ what, done: 0, of: 0 });
  try {
    home.rests(await deed());
  } catch (error) {
    home.rests("");
    home.refuse(sentence(error));
  } finally {
    busy = false;
    home.marked(false);
  }
}

function sentence(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "AccessDenied") return "A sheet is protected, so not all could be written. Take its protection off (Review, Unprotect Sheet), and press the button again.";
  if (code === "InvalidOperationInCellEditMode") return "Excel is waiting for a cell that is being typed in: press Enter or Esc there, and press the button again.";
  if (code) return `Excel did not do all of it (${code}). What is written stays; press the button again.`;
  return message ?? String(error);
}

const named = (): string => decodeURIComponent(Office.context.document.url?.split(/[\\/]/).at(-1) ?? "") || "workbook.xlsx";
const file = (): Promise<Uint8Array> => workbook((done, of) => home.working({ what: "Reading the workbook", done, of }));

async function look(data?: Uint8Array): Promise<string> {
  const bytes = data ?? (await file());
  home.working({ what: "Looking at the workbook", done: 0, of: 0 });
  const found = await engine.look(bytes, { name: named() });
  if (found.refused) throw new Error(`${found.refused.what} ${found.refused.do}`.trim());
  looked = found;
  home.showHolds(found, show);
  home.showActions(offered, found, (button) => void press(button));
  home.working({ what: "Looking for problems", done: 0, of: 0 });
  const judged = await engine.judge(bytes, { name: named() });
  if (judged.refused) throw new Error(`${judged.refused.what} ${judged.refused.do}`.trim());
  return home.showProblems(judged, show);
}

/** The maps of the workbook as it is now, drawn when the first picture is wanted. */
let maps: ReturnType<typeof engine.maps> | null = null;

/** A map as PNG: drawn by the browser from the SVG that Python makes. */
const picture: Picture = async (shape) => {
  const drawn = await (maps ??= file().then((data) => engine.maps(data, { name: named() })));
  const map = drawn.maps?.find((one) => shape.toLowerCase().endsWith(one.name.toLowerCase()));
  if (!map) return null;
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([map.svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  const twice = 2;
  [canvas.width, canvas.height] = [image.naturalWidth * twice, image.naturalHeight * twice];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return { png: canvas.toDataURL("image/png").replace(/^[^,]*,/, ""), says: map.alt };
};

async function press(button: Button): Promise<void> {
  if (busy || !looked) await busily("Looking at the workbook", () => look());
  if (busy || !looked) return;
  const begun = unfinished?.button.name === button.name ? unfinished : null;
  if (begun) return busily(button.label, () => carried(begun));
  const options: Options | null = button.name === "explain-cell" ? {} : await ask({ ...button, help: CLEARS[button.name] ?? button.help }, looked, [], named());
  if (!options) return;
  await busily(button.label, async () => {
    const selected = button.name === "explain-cell" ? { selected: await selectedCell() } : {};
    const data = await file();
    const { edits, answer } = await engine.plan(button.name, data, { name: named(), ...options, ...selected }, home.working);
    maps = null;
    if (edits && button.name in CLEARS) answer.made = { ...answer.made, [asItWas(named(), button.label)]: data };
    return carried({ button, answer, parts: edits?.carried ?? [], course: atFirst(), outcome: { written: 0, refused: [], left: [] } });
  });
}

/** A button's edits, as far as they are not carried out. */
interface Work {
  button: Button;
  answer: Told;
  parts: Carried[];
  course: Course;
  outcome: Outcome;
}
let unfinished: Work | null = null;

/** Carries a button's edits out; what Excel stopped half-way goes on from there when the button is pressed again. */
async function carried(work: Work): Promise<string> {
  const { button, answer, parts, outcome } = work;
  const changes = parts.length > 0;
  unfinished = work;
  try {
    for (let part = parts[0]; part; part = parts[0]) {
      const { written, refused, left } = await carryOut(part, (done, of) => home.working({ what: "Writing", done, of }), picture, work.course);
      outcome.written += written;
      outcome.refused.push(...refused);
      outcome.left.push(...left);
      parts.shift();
      work.course = atFirst();
    }
  } catch (error) {
    home.showUnfinished(button.label, answer, sentence(error), () => void busily(button.label, () => carried(work)));
    return `${button.label}: not finished.`;
  }
  unfinished = null;
  const said = home.showAnswer(button.label, answer, outcome, show);
  if (answer.ended === "done" && answer.active && button.name === "policy") await show(answer.active);
  if (changes) await look();
  return said;
}

const asItWas = (name: string, label: string): string => name.replace(/(\.[^.]*)?$/, ` (before ${label.toLowerCase()})$1`);

/** What a button promises that clears cells: here they are cleared in the workbook that is open. */
const CLEARS: Record<string, string> = {
  "next-cycle":
    "This cycle's grades become last cycle's, the history keeps them, and the grid is emptied for new returns, in this workbook. The workbook as it was can be saved afterwards.",
};

const OTHERS: Record<string, string> = {
  policy: "Policy",
  about: "About",
  "paper-as-pdf": "Paper as PDF",
};
/** A button of the ribbon, whether the pane offers it or not. */
function buttonOf(name: string): Button {
  const known = offered.groups.flatMap(({ buttons }) => buttons).find((button) => button.name === name);
  return known ?? { name, label: OTHERS[name] ?? name, short: "", help: "", asks: "nothing", large: false };
}

/** A button of the ribbon: the pane comes up, for it asks and answers there. */
async function fromRibbon(name: string): Promise<void> {
  await Office.addin.showAsTaskpane();
  await ready;
  if (name === "paper-as-pdf") return home.refuse("A PDF is written by LibreOffice on the desktop: xlscore paper pdf PAPER. Or save the paper as PDF in Word.");
  if (name === "about") return about();
  if (name === "check-workbook") return busily("Check workbook", () => look());
  await press(buttonOf(name));
}

function about(): void {
  const where = server ? `on your force’s own server, ${server}` : "in this pane, on this computer";
  const message = `Scorecard ${offered.version}, ${functions} worksheet functions under the name SCORECARD.\nEverything is worked out ${where}. When something does not work, close the pane and open it again.`;
  home.showAnswer("About", { ended: "done", message }, { written: 0, refused: [], left: [] }, show);
}

async function started(): Promise<void> {
  const [told, buttons] = await Promise.all([fetched<{ functions: { id: string }[] }>("functions.json"), fetched<Offered>("offered.json")]);
  offered = buttons;
  functions = told.functions.length;
  associate(told.functions.map(({ id }) => id), (call) => batcher.ask(call));
  for (const name of [...buttons.groups.flatMap((group) => group.buttons.map((button) => button.name)), ...Object.keys(OTHERS)])
    Office.actions.associate(name, (event: Office.AddinCommands.Event) => void fromRibbon(name).finally(() => event.completed()));
  for (const button of document.querySelectorAll<HTMLElement>(".explains button")) button.onclick = (): void => void press(buttonOf("explain-cell"));
  byId("again").onclick = (): void => void busily("Looking at the workbook", () => look());
  await engine.ready;
  server = await engine.server;
  if (server) home.showElsewhere(server);
  else await engine.warm();
}

async function fetched<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} could not be loaded; see that the network is there, and open the pane again.`);
  return (await answer.json()) as T;
}

const ready: Promise<void> = Office.onReady().then(() => busily("Getting ready", async () => {
  await started();
  // Nothing goes to a server before somebody asks for it.
  return server ? "Ready. Nothing has been sent yet." : look();
}));
