/** Edits in the form in which they are carried out here; xlscore/web/carrying.py makes them. */

export type Value = string | number | boolean;
export type Entry = [kind: string, sheet: string, row: string, field: string];
/** Where a cell stands, counted from 1; what it held; what it will hold; its style; its entry in the ledger; how a date is shown. */
export type CellEdit = [
  sheet: string,
  row: number,
  column: number,
  old: Value,
  oldFormula: string,
  value: Value,
  formula: string,
  style: string,
  entry: Entry | null,
  date: string,
  onlyStyle: boolean,
];

export interface NewSheet {
  name: string;
  after: string | null;
  /** The sheet alone in a workbook, dressed, as base64. */
  book: string;
  head: number;
  headings: string[];
  widths: number[];
  cells: CellEdit[];
  drawn: string[];
}

export interface NewColumn {
  sheet: string;
  column: number;
  neighbour: number;
  top: number;
  header: number;
  bottom: number;
  number_format: string;
  words: { word: string; fill: string; ink: string; bold: boolean }[];
}

export interface Grown {
  sheet: string;
  header: number;
  left: number;
  bottom: number;
  right: number;
  last: number;
}

export interface Footer {
  Left: string;
  Center: string;
  Right: string;
}

export interface Page {
  sheet: string;
  paper: "A3" | "A4" | "A5" | null;
  landscape: boolean | null;
  pages_wide: number | null;
  pages_tall: number | null;
  title_rows: [number, number] | null;
  centred: boolean | null;
  footer: Footer | null;
  footer_over: Footer[] | null;
  margins: Partial<Record<"top" | "bottom" | "left" | "right" | "header" | "footer", number>>;
  columns: string;
  column_width: number | null;
}

/** What a cell style rules. */
export interface Look {
  font_name?: string;
  font_size?: number;
  font_colour?: string;
  bold?: boolean;
  italic?: boolean;
  fill?: string;
  wrap?: boolean;
  horizontal?: "left" | "center" | "right";
  vertical?: "top" | "center";
  indent?: number;
  lines?: string;
  number_format?: string;
}

export interface Drawing {
  sheet: string;
  name: string;
  loose: string[];
  cell: string;
  book: string;
}

export interface Layout {
  sheet: string;
  widths: [column: number, width: number][];
  heights: [row: number, height: number][];
  styles: [cells: string, style: string][];
  pages_begin: number[];
  area: string;
}

export interface Carried {
  sheets: NewSheet[];
  columns: NewColumn[];
  grown: Grown[];
  cells: CellEdit[];
  pages: Page[];
  formats: { sheet: string; row: number; column: number; number_format: string }[];
  styled: { sheet: string; row: number; styles: string[]; height: number }[];
  layouts: Layout[];
  choices: { sheet: string; cell: string; source: string }[];
  breaks: { sheet: string; rows: number[] }[];
  drawings: Drawing[];
  gone_charts: { sheet: string; name: string }[];
  /** As it will be, and as it is until all is written. */
  ledger: { namespace: string; xml: string; begun: string } | null;
  styles: Record<string, Look>;
  following: Record<string, string>;
  figures: string[];
  more_rows: number;
  left: string[];
}

/** A cell that somebody else changed while we worked: what it holds stays. */
export interface Refused {
  sheet: string;
  cell: string;
  would: string;
}

/** What came of carrying edits out. */
export interface Outcome {
  written: number;
  refused: Refused[];
  left: string[];
}

/** How far edits had come when Excel stopped: what is there already is ours when they are carried out again. */
export interface Course {
  begun: boolean;
  /** New sheets that were added. */
  sheets: Set<string>;
  /** New columns that have their looks, as "Sheet!column". */
  columns: Set<string>;
  /** Sheets, by their identifiers, that were there for a moment only. */
  lent: Set<string>;
  /** What somebody typed in the moment before we wrote, to be put back. */
  back: [CellEdit, unknown][];
}
