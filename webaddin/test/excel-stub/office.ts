/** The names that office.js leaves behind on a page, with the stub of Excel behind them. */
import { Host } from "./host";
import { RichApiError } from "./model";

export { Host } from "./host";
export { unpack, fromBase64 } from "./unpack";

class FunctionError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

const CODES = {
  invalidValue: "#VALUE!", notAvailable: "#N/A", divisionByZero: "#DIV/0!", invalidNumber: "#NUM!", nullReference: "#NULL!", invalidName: "#NAME?", invalidReference: "#REF!",
};

export class Functions {
  readonly known = new Map<string, (...given: unknown[]) => unknown>();
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** One recalculation: Excel calls each cell's function without waiting for another; returns what the cells show. */
  async recalculate(calls: [string, unknown[]][]): Promise<unknown[]> {
    this.#host.calculating = true;
    try {
      return await Promise.all(
        calls.map(async ([name, args], place) => {
          try {
            return await this.known.get(name)!(...args, { address: `Sheet1!A${place + 1}`, functionName: name });
          } catch (error) {
            return error instanceof FunctionError ? `${error.code}${error.message ? ` ${error.message}` : ""}` : `#VALUE! (${String(error)})`;
          }
        }),
      );
    } finally {
      this.#host.calculating = false;
    }
  }
}

export interface Stub {
  host: Host;
  functions: Functions;
  /** The file that Excel hands out. */
  file: Uint8Array;
  /** Functions of the ribbon's buttons. */
  actions: Map<string, (event: { completed(): void }) => void>;
  shown: number;
  /** What Excel answers to who wants a token: the token, or why it gives none, by Microsoft's number. */
  token: string | number;
  /** How often it was asked for one. */
  tokens: number;
}

/** Puts Office, Excel and CustomFunctions on `globalThis`. */
export function installed(): Stub {
  const host = new Host();
  const stub: Stub = { host, functions: new Functions(host), file: new Uint8Array(), actions: new Map(), shown: 0, token: 13001, tokens: 0 };
  const succeeded = "succeeded";
  const getFileAsync = (_kind: string, options: { sliceSize: number }, heard: (result: unknown) => void): void => {
    const [file, size] = [stub.file, options.sliceSize];
    let open = true;
    if (size > 4_194_304) throw new RichApiError("InvalidArgument", "sliceSize");
    setTimeout(() =>
      heard({
        status: succeeded,
        value: {
          size: file.length,
          sliceCount: Math.ceil(file.length / size),
          getSliceAsync: (slice: number, say: (part: unknown) => void) =>
            setTimeout(() => say(open ? { status: succeeded, value: { data: Array.from(file.subarray(slice * size, (slice + 1) * size)), index: slice, size } } : { status: "failed", error: { message: "closed" } })),
          closeAsync: () => void (open = false),
        },
      }),
    );
  };
  Object.assign(globalThis, {
    Excel: { run: <T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> => host.run(work) },
    CustomFunctions: { associate: (name: string, work: (...given: unknown[]) => unknown) => void stub.functions.known.set(name, work), Error: FunctionError, ErrorCode: CODES },
    Office: {
      onReady: (ready?: (info: object) => void) => Promise.resolve({ host: "Excel", platform: "OfficeOnline" }).then((info) => (ready?.(info), info)),
      actions: { associate: (name: string, work: (event: { completed(): void }) => void) => void stub.actions.set(name, work) },
      addin: { showAsTaskpane: () => Promise.resolve(void stub.shown++) },
      auth: {
        getAccessToken: async (options?: Office.AuthOptions): Promise<string> => {
          stub.tokens++;
          if (!options?.allowSignInPrompt) throw Object.assign(new Error("not signed in"), { code: 13001 });
          if (typeof stub.token === "number") throw Object.assign(new Error("API failed"), { code: stub.token });
          return stub.token;
        },
      },
      FileType: { Compressed: "compressed" },
      AsyncResultStatus: { Succeeded: succeeded, Failed: "failed" },
      context: { document: { getFileAsync, url: "https://example.org/Documents/scorecard.xlsx" }, requirements: { isSetSupported: () => true } },
    },
  });
  return stub;
}
