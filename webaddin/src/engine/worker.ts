/**
 * Python in the browser, off the page's thread. What it needs is fetched once, from the site it came from; after that it
 * sends nothing and asks for nothing.
 */
import type { Asked, Progress, Question, Reply, Wanted } from "./messages";

interface Python {
  unpackArchive(archive: ArrayBuffer, format: "zip"): void;
  pyimport(module: string): Record<string, (...given: unknown[]) => unknown>;
}

// The page's thread has the DOM's types; a worker's own `postMessage` takes what moves along as a list.
const worker = self as unknown as {
  postMessage(message: Reply, moved?: Transferable[]): void;
  onmessage: ((event: MessageEvent<Asked>) => void) | null;
};
const site = new URL("./", self.location.href);
const STEPS = 4;

let heard = 0;
const tell = (done: number, what: string): void => {
  const progress: Progress = { done, of: STEPS, what };
  worker.postMessage({ id: heard, progress });
};

async function fetched(path: string): Promise<ArrayBuffer> {
  const answer = await fetch(new URL(path, site));
  if (!answer.ok) throw new Error(`${path} could not be fetched (${answer.status})`);
  return answer.arrayBuffer();
}

async function started(): Promise<Python> {
  tell(0, "Fetching");
  const rules = fetched("python/rules.zip");
  // Fetched with the rest: afterwards nothing is asked for any more.
  workbooks = fetched("python/workbooks.zip");
  workbooks.catch(() => undefined);
  const { loadPyodide } = (await import(new URL("pyodide/pyodide.mjs", site).href)) as {
    loadPyodide(settings: object): Promise<Python>;
  };
  tell(1, "Starting");
  const python = await loadPyodide({ indexURL: new URL("pyodide/", site).href, stdout: () => undefined });
  tell(2, "Loading the rules");
  python.unpackArchive(await rules, "zip");
  python.pyimport("xlscore.web.calls");
  tell(3, "Fetching the rest");
  await workbooks;
  tell(STEPS, "Ready");
  return python;
}

let workbooks: Promise<ArrayBuffer>;
const python = started();
// Whoever asks hears why; nobody may have asked yet.
python.catch(() => undefined);

let unpacked: Promise<Record<string, (...given: unknown[]) => unknown>> | undefined;
const doors = (): Promise<Record<string, (...given: unknown[]) => unknown>> =>
  (unpacked ??= (async () => {
    const started = await python;
    started.unpackArchive(await workbooks, "zip");
    return started.pyimport("xlscore.web.worker");
  })());

const drawing = new Map<number, (pictures: Uint8Array[]) => void>();

/** Pictures that the page makes for a question, which waits for them. */
async function pictures(id: number, wanted: Wanted[]): Promise<(Wanted & { png: Uint8Array })[]> {
  const drawn = await new Promise<Uint8Array[]>((done) => {
    drawing.set(id, done);
    worker.postMessage({ id, draw: wanted });
  });
  if (drawn.length < wanted.length) throw new Error("a picture could not be drawn");
  return wanted.map((one, number) => ({ ...one, png: drawn[number]! }));
}

async function answered(question: Question & { id: number }): Promise<unknown> {
  const started = await python;
  switch (question.kind) {
    case "ready":
      return true;
    case "warm":
      await doors();
      return true;
    case "call":
      return started.pyimport("xlscore.web.calls")["call"]!(question.batch);
    default: {
      const say = (what: string, done = 0, of = 0): void => worker.postMessage({ id: question.id, progress: { done, of, what } });
      const action = "action" in question ? question.action : "";
      const given: unknown = question.file;
      const file = given instanceof Blob ? new Uint8Array(await given.arrayBuffer()) : given;
      const door = (await doors())["answer"]!;
      const said = (more: object): object => door(question.kind, action, file, { ...question.options, ...more }, say) as object;
      // A page that hands pictures over of its own accord was asked for none.
      const first = said({ drawn: [] });
      if (!("wanted" in first)) return withNull(first);
      return withNull(said({ drawn: await pictures(question.id, first.wanted as Wanted[]) }));
    }
  }
}

/** Python's None comes over as undefined; whoever asked is told null. */
const withNull = (answer: unknown): unknown =>
  answer && typeof answer === "object"
    ? Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, (value as unknown) ?? null]))
    : (answer ?? null);

function buffers(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array) return [value.buffer as ArrayBuffer];
  return value && typeof value === "object" ? Object.values(value).flatMap(buffers) : [];
}

worker.onmessage = ({ data }): void => {
  if (data.kind === "drawn") {
    drawing.get(data.id)?.(data.pictures);
    drawing.delete(data.id);
    return;
  }
  if (data.kind === "ready") heard = data.id;
  void answered(data).then(
    (answer) => worker.postMessage({ id: data.id, answer }, [...new Set(buffers(answer))]),
    (error: unknown) => {
      console.error(error);
      worker.postMessage({ id: data.id, problem: sentence(error) });
    },
  );
};

function sentence(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (said.includes("could not be fetched") || said.includes("Failed to fetch"))
    return "A part of this page could not be loaded; see that the network is there, and load the page again.";
  if (said.includes("could not be drawn")) return "This browser could not draw a picture of the paper; try another browser, or xlscore on the desktop.";
  if (said.includes("WebAssembly") || said.includes("wasm"))
    return "This browser may not run WebAssembly, which the page needs; ask your IT to allow it for this address.";
  if (said.includes("MemoryError") || said.includes("out of memory"))
    return "The workbook is too large for this browser's memory; close other tabs, or use xlscore on the desktop.";
  return "Something unexpected happened; load the page again, and report the workbook where it may leave your force.";
}
