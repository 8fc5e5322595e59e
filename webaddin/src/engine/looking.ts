/** What Python says of a workbook, as xlscore/web/looking.py writes it, and of the buttons, as offered.py does. */

export interface Refused { what: string; do: string }
export interface Problem { sheet: string; cell: string; what: string; do: string }

export interface FoundTable {
  kind: string; sheet: string; cell: string; rows: number; each: number;
  columns: { heading: string; means: string }[];
  commands: string[];
  unread: { heading: string; cell: string }[];
}

export interface Looked {
  refused?: Refused;
  sheets: string[];
  is_return: boolean;
  kinds: { name: string; help: string; button: string }[];
  /** The buttons that have something to do in this workbook. */
  buttons: string[];
  tables: FoundTable[];
  looked_for: { kind: string; headings: string[] }[];
  papers: { name: string; title: string }[];
}

export interface Told {
  kind: string; title: string; headings: string[]; rows: string[][]; right: number[]; lines: string[];
  /** The words that have a colour on the product's sheets: fill and ink. */
  tones: Record<string, [string, string]>;
}

export interface Judged { refused?: Refused; problems: Problem[]; answers: Told[]; nothing: string }

export interface DrawnMap { name: string; alt: string; svg: string; html: string; headings: string[]; facts: (string | number)[][] }
export interface Drawn { refused?: Refused; maps: DrawnMap[]; problems: Problem[] }

export type Question = "nothing" | "returns" | "files" | "cycle" | "new paper" | "paper" | "text" | "pack";
export interface Button { name: string; label: string; short: string; help: string; asks: Question; large: boolean }
export interface Group { group: string; buttons: Button[] }
export interface Offered { version: string; groups: Group[] }
