/** The engine as pages see it: a handful of questions, whoever answers them. */
import type { Carried } from "../addin/carried";
import { picture } from "./drawing";
import type { Drawn, Judged, Looked } from "./looking";
import { notPlain, own, refusedWith } from "./plain";
import { batchOf } from "./server";
import type { Answer, Asked, Call, Options, Pressed, Progress, Question, Reply, Told } from "./messages";

export type { Answer, Call, Cell, Options, Pressed, Progress, Told } from "./messages";

export interface Engine {
  /** Settled when calls are answered; refused with one sentence where they never will be. */
  readonly ready: Promise<void>;
  /** Loads what buttons need before one is pressed. */
  warm(): Promise<void>;
  call(calls: Call[]): Promise<Answer[]>;
  press(action: string, file: Uint8Array, options?: Options, heard?: (progress: Progress) => void): Promise<Pressed>;
  plan(action: string, file: Uint8Array, options?: Options, heard?: (progress: Progress) => void): Promise<Planned>;
  /** What a workbook holds. */
  look(file: Uint8Array, options?: Options): Promise<Looked>;
  /** What is wrong in its data, and what its kinds of work come to. */
  judge(file: Uint8Array, options?: Options, heard?: (progress: Progress) => void): Promise<Judged>;
  /** Its tube maps. */
  maps(file: Uint8Array, options?: Options, heard?: (progress: Progress) => void): Promise<Drawn>;
}

/** What a button changes, as a value for Excel to carry out: xlscore/web/carrying.py says what it holds. */
export interface Planned {
  edits: { carried: Carried[] } | null;
  answer: Told;
}

interface Waiting {
  done(answer: never): void;
  failed(problem: Error): void;
  heard: ((progress: Progress) => void) | undefined;
}

/** Python in a worker of this page's own site. Nothing leaves the computer. */
export function ownEngine(site: string | URL = "./", heard?: (progress: Progress) => void): Engine {
  const worker = new Worker(new URL("worker.js", new URL(site, document.baseURI)), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let asked = 0;

  worker.onmessage = ({ data }: MessageEvent<Reply>): void => {
    const who = waiting.get(data.id);
    if (!who) return;
    if ("progress" in data) {
      who.heard?.(data.progress);
      return;
    }
    if ("draw" in data) {
      void Promise.all(data.draw.map(picture))
        // Fewer than were asked for: the worker says that they could not be made.
        .catch(() => [])
        .then((pictures) => worker.postMessage({ kind: "drawn", id: data.id, pictures } satisfies Asked));
      return;
    }
    waiting.delete(data.id);
    if ("problem" in data) who.failed(new Error(data.problem));
    else who.done(data.answer as never);
  };
  worker.onerror = (event): void => {
    event.preventDefault();
    for (const who of waiting.values()) who.failed(new Error("This page's engine could not be started; load the page again."));
    waiting.clear();
  };

  function ask<T>(question: Question, hears?: (progress: Progress) => void): Promise<T> {
    return new Promise((done, failed) => {
      const id = ++asked;
      worker.postMessage({ ...question, id } satisfies Asked);
      waiting.set(id, { done, failed, heard: hears });
    });
  }

  const ready = ask<boolean>({ kind: "ready" }, heard).then(() => undefined);
  ready.catch(() => undefined);
  return {
    ready,
    warm: () => ask<boolean>({ kind: "warm" }).then(() => undefined),
    call: async (calls) => JSON.parse(await ask<string>({ kind: "call", batch: batchOf(calls) })) as Answer[],
    press: async (action, file, options = {}, hears) => {
      try {
        return await ask<Pressed>({ kind: "press", action, file, options: own(options) }, hears);
      } catch (error) {
        const wrong = notPlain(action, file, options);
        if (wrong) return refusedWith(wrong);
        throw error;
      }
    },
    plan: async (action, file, options = {}, hears) => {
      const { edits, answer } = await ask<{ edits: string; answer: Told }>({ kind: "plan", action, file, options }, hears);
      return { edits: JSON.parse(edits) as Planned["edits"], answer };
    },
    look: (file, options = {}) => ask({ kind: "look", file, options }),
    judge: (file, options = {}, hears) => ask({ kind: "judge", file, options }, hears),
    maps: (file, options = {}, hears) => ask({ kind: "maps", file, options }, hears),
  };
}
