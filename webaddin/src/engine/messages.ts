/** What page and worker say to each other: a question with its number, its answer or one sentence, and progress before it. */

export type Cell = string | number | boolean | null;
/** A worksheet function call: the function's name and its arguments, each one cell or rows of cells. */
export type Call = [name: string, args: unknown[]];
export type Answer = { value: Cell | Cell[][] } | { error: string; message: string };

/** What comes along with a button. */
export interface Options {
  /** The workbook's file name. */
  name?: string;
  /** What the officer answered to the button's question. */
  answers?: string[];
  /** The selected cell, as "Sheet!A1". */
  selected?: string;
  /** Files that the button asks for, by their names. */
  files?: Record<string, Uint8Array>;
}

/** What came of a button. */
export interface Told {
  ended: "done" | "refused";
  message: string;
  /** The sheet to be shown. */
  active?: string;
  /** Files made beside the workbook, such as a paper. */
  made?: Record<string, Uint8Array>;
}

export interface Pressed {
  /** The filled workbook; null where the button changed nothing. */
  file: Uint8Array | null;
  answer: Told;
}

export interface Progress {
  done: number;
  of: number;
  what: string;
}

export type Question =
  | { kind: "ready" | "warm" }
  | { kind: "call"; batch: string }
  | { kind: "press" | "plan"; action: string; file: Uint8Array; options: Options }
  | { kind: "look" | "judge" | "maps"; file: Uint8Array; options: Options };
/** A picture that Python wants of the page, which has a renderer and fonts. */
export interface Wanted {
  svg: string;
  width: number;
  height: number;
}

/** The pictures that a question's answer waits for, in their order. */
export interface Drawn {
  kind: "drawn";
  pictures: Uint8Array[];
}

export type Asked = (Question | Drawn) & { id: number };
export type Reply = { id: number; answer: unknown } | { id: number; problem: string } | { id: number; progress: Progress } | { id: number; draw: Wanted[] };
