/** What the stub of Excel holds: sheets with cells, shapes and tables, and how an entry is understood as if it were typed. */

export interface Shape {
  name: string;
  left: number;
  top: number;
  alt: string;
  kind: "group" | "picture";
}

export interface Table {
  name: string;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export class Sheet {
  /** By "row,column", counted from 1: what `Range.formulas` would say. */
  cells = new Map<string, unknown>();
  styles = new Map<string, string>();
  formats = new Map<string, string>();
  shapes: Shape[] = [];
  tables: Table[] = [];
  charts: string[] = [];
  shut = false;
  columns = new Map<number, number>();
  rows = new Map<number, number>();
  page: Record<string, unknown> = {};
  breaks: string[] = [];
  conditions: string[] = [];
  lists = new Map<string, string>();
  gridlines = true;

  constructor(
    readonly id: string,
    public name: string,
  ) {}
}

export class RichApiError extends Error {
  constructor(
    readonly code: string,
    message = code,
  ) {
    super(message);
    this.name = "RichApi.Error";
  }
}

export class Book {
  sheets: Sheet[] = [];
  styles = new Set(["Normal"]);
  customXml: { id: string; xml: string }[] = [];
  active = "";
  selected = "A1";
  #made = 0;

  add(name: string, at = this.sheets.length): Sheet {
    if (this.sheets.some((sheet) => sheet.name.toLowerCase() === name.toLowerCase())) throw new RichApiError("ItemAlreadyExists");
    if (!name || name.length > 31 || /[\\/?*[\]:]/.test(name)) throw new RichApiError("InvalidArgument");
    const made = new Sheet(`{${++this.#made}}`, name);
    this.sheets.splice(at, 0, made);
    return made;
  }

  find(nameOrId: string): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === nameOrId || sheet.name.toLowerCase() === nameOrId.toLowerCase());
  }

  of(nameOrId: string): Sheet {
    const found = this.find(nameOrId);
    if (!found) throw new RichApiError("ItemNotFound", `The requested resource doesn't exist: ${nameOrId}`);
    return found;
  }
}

/** What becomes of an entry: Excel reads texts as if somebody typed them. */
export function entered(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (value.startsWith("'")) return value.slice(1);
  if (value.startsWith("=") || value === "") return value;
  if (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return Number(value);
  if (/^\s*\d+(\.\d+)?\s*%\s*$/.test(value)) return parseFloat(value) / 100;
  if (/^\s*\d{1,2}[/-]\d{1,2}([/-]\d{2,4})?\s*$/.test(value)) return 45_000;
  if (/^[+\-@]/.test(value)) throw new RichApiError("InvalidArgument", "The argument is invalid or missing or has an incorrect format.");
  return /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : value;
}

export interface Box {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

const number = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

export function box(address: string): Box {
  const clean = address.replace(/^.*!/, "").replace(/\$/g, "").toUpperCase();
  const whole = /^([A-Z]+):([A-Z]+)$/.exec(clean);
  if (whole) return { row: 1, column: number(whole[1]!), rows: 1_048_576, columns: number(whole[2]!) - number(whole[1]!) + 1 };
  const lines = /^(\d+):(\d+)$/.exec(clean);
  if (lines) return { row: Number(lines[1]), column: 1, rows: Number(lines[2]) - Number(lines[1]) + 1, columns: 16_384 };
  const found = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(clean);
  if (!found) throw new RichApiError("InvalidArgument", `no address: ${address}`);
  const [row, column] = [Number(found[2]), number(found[1]!)];
  return { row, column, rows: Number(found[4] ?? row) - row + 1, columns: number(found[3] ?? found[1]!) - column + 1 };
}
