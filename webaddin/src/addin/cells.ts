/** Cells: their addresses, whether they still hold what they held, and in what blocks they are written. */
import type { CellEdit, Value } from "./carried";

/** Returns a column's letters, counted from 1. */
export function letters(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before ? letters(before) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

export const address = (row: number, column: number): string => `${letters(column)}${row}`;

/** A formula as two programs spell it alike: Excel stores names of newer functions and of add-ins with marks before them. */
function plain(formula: string): string {
  return formula
    .replace(/_xlfn\.|_xlws\.|_xldudf_/gi, "")
    .replace(/(?<=[A-Za-z]\w*)\.(?=[A-Za-z])/g, "_")
    .replace(/[\s@]/g, "")
    .toUpperCase();
}

const tidy = (text: string): string => text.replace(/[\s\u00a0]+/g, " ").trim();
const blank = (value: unknown): boolean => value === null || (typeof value === "string" && !tidy(value));

/** Returns whether two values are the same: a blank is a blank, a text may differ in its spaces. */
export function same(here: unknown, there: unknown): boolean {
  if (blank(here) || blank(there)) return blank(here) && blank(there);
  if (typeof here === "number" && typeof there === "number")
    return Math.abs(here - there) <= 1e-12 * Math.max(Math.abs(here), Math.abs(there), 1e-3);
  if (typeof here === "string" && typeof there === "string") return tidy(here) === tidy(there);
  return here === there;
}

const isFormula = (value: unknown): value is string => typeof value === "string" && value.startsWith("=");

/** Returns whether a cell holds what it held when the edit was planned; a formula counts, not what it last answered. */
export function stillHolds(edit: CellEdit, formula: unknown): boolean {
  const [, , , old, oldFormula] = edit;
  if (oldFormula || isFormula(formula)) return isFormula(formula) && plain(formula) === plain(oldFormula);
  return same(formula, old);
}

/** Returns whether a cell may be written: it holds what it held, or, where we come a second time, what we wrote. */
export const isFree = (edit: CellEdit, formula: unknown, again: boolean): boolean => stillHolds(edit, formula) || (again && holdsOurs(edit, formula));

/** What is written into a cell, as `Range.formulas` takes it. */
export const written = (edit: CellEdit): Value => edit[6] || edit[5];

/** Returns whether a cell holds what we wrote into it. */
export function holdsOurs(edit: CellEdit, formula: unknown): boolean {
  const ours = written(edit);
  if (isFormula(ours)) return isFormula(formula) && plain(formula) === plain(ours);
  return !isFormula(formula) && same(formula, String(ours).startsWith("'") ? String(ours).slice(1) : ours);
}

/** Cells of one sheet in a rectangle: `rows[down][right]`, null where a cell of it is none of ours. */
export interface Block {
  sheet: string;
  row: number;
  column: number;
  rows: CellEdit[][];
}

const MOST_ROWS = 2_000;
const MOST_CHARACTERS = 500_000;

/** Returns cells in blocks without gaps: runs that stand below each other, and side by side where they are as high. */
export function blocks(cells: readonly CellEdit[]): Block[] {
  const runs: CellEdit[][] = [];
  let size = 0;
  for (const edit of [...cells].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[2] - b[2] || a[1] - b[1]))) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    size += weight(edit);
    if (run && last && run.length < MOST_ROWS && size < MOST_CHARACTERS && last[0] === edit[0] && last[2] === edit[2] && last[1] + 1 === edit[1])
      run.push(edit);
    else {
      runs.push([edit]);
      size = weight(edit);
    }
  }
  runs.sort((a, b) => compare(a[0]![0], b[0]![0]) || a[0]![1] - b[0]![1] || a.length - b.length || a[0]![2] - b[0]![2]);
  const found: Block[] = [];
  let held = 0;
  for (const run of runs) {
    const [first] = run as [CellEdit];
    const block = found.at(-1);
    const weighs = run.reduce((sum, edit) => sum + weight(edit), 0);
    held += weighs;
    if (
      block && block.sheet === first[0] && block.row === first[1] && block.rows.length === run.length &&
      block.column + block.rows[0]!.length === first[2] && held < MOST_CHARACTERS
    )
      run.forEach((edit, down) => block.rows[down]!.push(edit));
    else {
      found.push({ sheet: first[0], row: first[1], column: first[2], rows: run.map((edit) => [edit]) });
      held = weighs;
    }
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** About as many characters as a cell's change takes in a message, there and back. */
export const weight = (edit: CellEdit): number => 12 + String(edit[5]).length + edit[6].length + String(edit[3]).length;
