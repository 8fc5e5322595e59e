/** Carrying edits out in the open workbook: only what is planned changes, in messages that Excel takes, and what could not be done is said. */
import type { Carried, CellEdit, Course, Entry, Outcome, Refused } from "./carried";
import { address } from "./cells";
import { dressColumn, layOut, makeStyles, setPages } from "./dressing";
import { beginLedger, writeLedger } from "./ledger";
import { addSheets, draw, dressRows, growTable, removeCharts, type Picture } from "./sheets";
import { restored, writeCells, type Written } from "./writing";

export { workbook } from "./workbook";

export const atFirst = (): Course => ({ begun: false, sheets: new Set(), columns: new Set(), lent: new Set(), back: [] });

/**
 * Carries edits out; `heard` is told how many cells are done. Where Excel stops half-way, the same edits with the same `course`
 * are carried out to their end.
 */
export async function carryOut(
  asked: Carried,
  heard: (done: number, of: number) => void = () => undefined,
  picture: Picture = () => Promise.resolve(null),
  course: Course = atFirst(),
): Promise<Outcome> {
  return Excel.run(async (context) => {
    const outcome: Outcome = { written: 0, refused: [], left: [...asked.left] };
    const take = ({ written, refused }: Written): void => {
      outcome.written += written;
      outcome.refused.push(...refused);
    };
    const again = course.begun;
    course.begun = true;
    if (again) take(await tidied(context, course));
    if (asked.ledger) await beginLedger(context, asked.ledger);
    const added = await addSheets(context, asked.sheets, picture, course.sheets);
    outcome.refused.push(...added.refused);
    outcome.left.push(...added.left);
    for (const { name, cells } of asked.sheets)
      if (added.there.has(name) && !added.plain.some((sheet) => sheet.name === name)) outcome.written += cells.length;
    const there = await standing(context, added.refused);
    const carried = onThem(asked, there);
    const planned = [...asked.cells, ...asked.sheets.flatMap((sheet) => sheet.cells)];
    for (const name of new Set(asked.cells.map(([sheet]) => sheet)))
      if (!there.has(name) && !added.refused.some(({ sheet }) => sheet === name)) outcome.refused.push({ sheet: name, cell: "", would: "written on" });

    const cells = [...added.plain.flatMap((sheet) => sheet.cells), ...carried.cells];
    const dressed = await openForLooks(context, carried, added.there);
    await makeStyles(context, stylesOf(carried, cells), carried);
    await dressColumns(context, carried, cells, course);
    for (const grown of carried.grown) if (dressed.has(grown.sheet)) await dressRows(context, grown);
    take(await writeCells(context, cells, carried, dressed, heard, course, again));

    const here = new Set(outcome.refused.map(({ sheet }) => sheet));
    for (const grown of carried.grown) if (!here.has(grown.sheet)) await growTable(context, grown);
    await setPages(context, carried.pages);
    await layOut(context, carried, dressed);
    await removeCharts(context, carried.gone_charts);
    for (const drawing of carried.drawings) outcome.left.push(await draw(context, drawing, picture, course.lent));
    if (carried.ledger) await writeLedger(context, carried.ledger, entriesOf(planned, outcome.refused));
    outcome.left = outcome.left.filter((sentence) => sentence);
    return outcome;
  });
}

/** Puts right what Excel stopped in the middle of: an entry of somebody's that we wrote over, a sheet that was there for a moment only. */
async function tidied(context: Excel.RequestContext, course: Course): Promise<Written> {
  const { worksheets } = context.workbook;
  const lent = [...course.lent].map((id) => worksheets.getItemOrNullObject(id));
  lent.forEach((sheet) => sheet.load("name"));
  await context.sync();
  lent.forEach((sheet) => sheet.isNullObject || sheet.delete());
  await context.sync();
  course.lent.clear();
  return restored(context, course);
}

/** Shows a cell, or a sheet. */
export async function show(sheet: string, cell = ""): Promise<boolean> {
  return Excel.run(async (context) => {
    const found = context.workbook.worksheets.getItemOrNullObject(sheet);
    found.load("name");
    await context.sync();
    if (found.isNullObject) return false;
    found.activate();
    if (cell) found.getRange(cell).select();
    await context.sync();
    return true;
  });
}

/** Returns the selected cell, as "Sheet!A1". */
export async function selectedCell(): Promise<string> {
  return Excel.run(async (context) => {
    const cell = context.workbook.getActiveCell();
    cell.load("address");
    await context.sync();
    return cell.address;
  });
}

/** Returns the sheets whose looks may change: a protected one only where its protection allows it. */
async function openForLooks(context: Excel.RequestContext, carried: Carried, there: ReadonlySet<string>): Promise<Set<string>> {
  const named = [carried.cells.map(([sheet]) => sheet), ...[carried.grown, carried.layouts, carried.styled, carried.breaks].map((part) => part.map(({ sheet }) => sheet))];
  const sheets = [...new Set(named.flat())].filter((name) => !there.has(name));
  const asked = sheets.map((name) => ({ name, protection: context.workbook.worksheets.getItem(name).protection }));
  asked.forEach(({ protection }) => protection.load("protected,options"));
  await context.sync();
  const open = asked.filter(({ protection: { protected: shut, options } }) => !shut || (options.allowFormatCells && options.allowFormatRows));
  return new Set([...there, ...open.map(({ name }) => name)]);
}

const stylesOf = (carried: Carried, cells: readonly CellEdit[]): string[] =>
  [...cells.map((edit) => edit[7]), ...carried.styled.flatMap(({ styles }) => styles), ...carried.layouts.flatMap(({ styles }) => styles.map(([, style]) => style))].filter((name) => name in carried.styles);

/** Dresses new columns, where their place is still free: a column that somebody began meanwhile keeps its look. */
async function dressColumns(context: Excel.RequestContext, carried: Carried, cells: readonly CellEdit[], course: Course): Promise<void> {
  const named = ({ sheet, column }: Carried["columns"][number]): string => `${sheet}!${column}`;
  const asked = carried.columns.filter((column) => !course.columns.has(named(column))).map((column) => {
    const heading = context.workbook.worksheets.getItem(column.sheet).getRangeByIndexes(column.header - 1, column.column - 1, 1, 1);
    heading.load("formulas");
    return { column, heading };
  });
  await context.sync();
  for (const { column, heading } of asked) {
    const planned = cells.find((edit) => edit[0] === column.sheet && edit[1] === column.header && edit[2] === column.column);
    const now: unknown = heading.formulas[0]![0];
    if (now === "" || (planned && now === planned[3])) dressColumn(context, column, carried.more_rows);
  }
  await context.sync();
  for (const { column } of asked) course.columns.add(named(column));
}

/** Returns the ledger's entries of cells that were not written; all of a sheet's where none of it was. */
function entriesOf(cells: readonly CellEdit[], refused: readonly Refused[]): Entry[] {
  const left = new Set(refused.map(({ sheet, cell }) => `${sheet}!${cell}`));
  return cells.flatMap((edit) => (edit[8] && (left.has(`${edit[0]}!`) || left.has(`${edit[0]}!${address(edit[1], edit[2])}`)) ? [edit[8]] : []));
}

/** Returns the names of the sheets on which we may write: one of ours that somebody else made meanwhile is theirs. */
async function standing(context: Excel.RequestContext, refused: readonly Refused[]): Promise<Set<string>> {
  const { worksheets } = context.workbook;
  worksheets.load("items/name");
  await context.sync();
  const theirs = new Set(refused.map(({ sheet }) => sheet));
  return new Set(worksheets.items.map(({ name }) => name).filter((name) => !theirs.has(name)));
}

/** Returns edits without those of sheets that are not there. */
function onThem(carried: Carried, there: ReadonlySet<string>): Carried {
  const on = <T extends { sheet: string }>(part: T[]): T[] => part.filter(({ sheet }) => there.has(sheet));
  return {
    ...carried,
    columns: on(carried.columns),
    grown: on(carried.grown),
    cells: carried.cells.filter(([sheet]) => there.has(sheet)),
    pages: on(carried.pages),
    formats: on(carried.formats),
    styled: on(carried.styled),
    layouts: on(carried.layouts),
    choices: on(carried.choices),
    breaks: on(carried.breaks),
    drawings: on(carried.drawings),
    gone_charts: on(carried.gone_charts),
  };
}
