/** The force's own server in place of Python in the browser, where IT has named one: the same questions, over https. */
import type { Drawn, Judged, Looked } from "./looking";
import type { Answer, Call, Options, Pressed, Told } from "./messages";
import type { Engine, Planned } from "./engine";
import { notPlain, refusedWith } from "./plain";

/** Who asks. */
export interface SignIn {
  /** Returns the token for a question; refused with one sentence where nobody is signed in. */
  token(): Promise<string>;
  /** The server did not take the token. */
  forget(): void;
}

/** What a server says of how people sign in on the page. */
export interface SigningIn {
  authorize: string;
  client: string;
  scope: string;
}

/** A server that refuses a question, with its own sentence. */
class RefusedError extends Error {
  constructor(
    sentence: string,
    readonly status: number,
  ) {
    super(sentence);
  }
}

/** So many characters of calls go in one message: the server takes 4 MB, and a letter may take several bytes. */
const MOST_IN_A_MESSAGE = 1_000_000;
const MOST_CALLS = 20_000;
/** What is wrong with the question itself, and not with the server or with who asks. */
const OF_THE_QUESTION = [400, 404, 413];

/** JSON knows no number that is none, and would make it a blank cell. */
export const asCell = (_name: string, value: unknown): unknown => (typeof value === "number" && !Number.isFinite(value) ? "#NUM!" : value);

/** What cannot be written as JSON at all, such as a list that holds itself, is no batch, and Python says so. */
export function batchOf(calls: unknown): string {
  try {
    return JSON.stringify(calls, asCell) ?? "null";
  } catch {
    return "null";
  }
}

export const hostOf = (server: string): string => new URL(server).host;

/** Asks a server and returns what it says as JSON; anything else is one sentence. */
export async function asked<T>(server: string, path: string, question?: string, token?: string): Promise<T> {
  const headers = { ...(question === undefined ? {} : { "Content-Type": "application/json" }), ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) };
  const settings: RequestInit = { headers, cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" };
  const answer = await fetch(new URL(path, server), question === undefined ? settings : { ...settings, method: "POST", body: question }).catch(() => {
    throw new Error(`Your force’s own server, ${hostOf(server)}, does not answer; see that the network is there, or ask IT.`);
  });
  const told = (await answer.json().catch(() => null)) as { problem?: string } | null;
  if (answer.ok && told !== null) return told as T;
  throw new RefusedError(told?.problem ?? `Your force’s own server, ${hostOf(server)}, could not answer (${answer.status}); tell IT.`, answer.status);
}

/** The server at that address as the engine of a page. */
export function serverEngine(server: string, signIn: SignIn, ready: Promise<void>): Engine {
  async function ask<T>(path: string, question: string): Promise<T> {
    try {
      return await asked<T>(server, path, question, await signIn.token());
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 401) throw error;
      // A token may have run out since it was given: it is asked for once more.
      signIn.forget();
      return asked<T>(server, path, question, await signIn.token());
    }
  }

  async function part(calls: Call[], question: string): Promise<Answer[]> {
    try {
      return await ask<Answer[]>("api/call", question);
    } catch (error) {
      if (!(error instanceof RefusedError) || !OF_THE_QUESTION.includes(error.status)) throw error;
      const message = error.message;
      return (Array.isArray(calls) ? calls : [calls]).map(() => ({ error: "#VALUE!", message }));
    }
  }

  async function ofButton<T>(kind: "press" | "plan", action: string, file: Uint8Array, options: Options, refused: (sentence: string) => T): Promise<T> {
    const wrong = notPlain(action, file, options);
    if (wrong) return refused(wrong);
    try {
      return await ask<T>(`api/${kind}/${encodeURIComponent(typeof action === "string" && action ? action : " ")}`, await ofBook(file, options));
    } catch (error) {
      if (!(error instanceof RefusedError) || !OF_THE_QUESTION.includes(error.status)) throw error;
      return refused(error.message);
    }
  }

  const ofWorkbook = async <T>(kind: "look" | "judge" | "maps", file: Uint8Array, options: Options): Promise<T> => ask<T>(`api/${kind}`, await ofBook(file, options));

  return {
    ready,
    warm: () => Promise.resolve(),
    call: async (calls) => {
      const answers: Answer[] = [];
      for (const batch of parted(calls)) answers.push(...(await part(batch, batchOf(batch))));
      return answers;
    },
    press: async (action, file, options = {}) => {
      const told = await ofButton<{ file: string | Uint8Array | null; answer: Told }>("press", action, file, options, refusedWith);
      return { ...told, file: typeof told.file === "string" ? bytes(told.file) : told.file } satisfies Pressed;
    },
    plan: (action, file, options = {}) => ofButton<Planned>("plan", action, file, options, (sentence) => ({ edits: null, answer: refusedWith(sentence).answer })),
    look: (file, options = {}) => ofWorkbook<Looked>("look", file, options),
    judge: (file, options = {}) => ofWorkbook<Judged>("judge", file, options),
    maps: (file, options = {}) => ofWorkbook<Drawn>("maps", file, options),
  };
}

/** Calls in messages that the server takes; what is no list of calls, or one too long, goes as it is, and is refused as in the browser. */
function parted(calls: Call[]): Call[][] {
  if (!Array.isArray(calls) || !calls.length || calls.length > MOST_CALLS) return [calls];
  const parts: Call[][] = [];
  let size = MOST_IN_A_MESSAGE;
  for (const call of calls) {
    const weighs = batchOf(call).length;
    if (size + weighs > MOST_IN_A_MESSAGE) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(call);
    size += weighs;
  }
  return parts;
}

/** A workbook and what comes along with it, as the server takes them; further files are none of it. */
async function ofBook(file: unknown, options: Options): Promise<string> {
  const { files: _files, ...told } = { ...options };
  return JSON.stringify({ file: await base64(file), options: told });
}

/** Bytes as base64; whatever else was handed over is no workbook, and the server says so. */
async function base64(file: unknown): Promise<string> {
  const data = file instanceof Blob ? file : new Blob(file instanceof Uint8Array ? [file as BlobPart] : []);
  if (!data.size) return "";
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = (): void => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = (): void => failed(new Error("The workbook could not be read; choose it again."));
    reader.readAsDataURL(data);
  });
}

const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
