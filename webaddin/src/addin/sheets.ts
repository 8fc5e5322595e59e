/** New sheets and drawings, which come in from a workbook that our own engine wrote; tables that grow. */
import type { Carried, Drawing, Grown, NewSheet, Refused } from "./carried";
import { points } from "./dressing";

/** Excel on the web takes messages up to 5 MB. */
const MOST_IN_A_BOOK = 4_500_000;

/** A map as a picture (PNG as base64, and what it says), for where Excel does not take its shapes in; null where there is none. */
export type Picture = (shape: string) => Promise<{ png: string; says: string } | null>;

export interface Added {
  /** The new sheets that stand now. */
  there: Set<string>;
  /** Those whose cells are still to be written. */
  plain: NewSheet[];
  refused: Refused[];
  left: string[];
}

/** Adds the new sheets, each whole where Excel takes it so; one whose name somebody took meanwhile is left to them. `ours` are those that were added before. */
export async function addSheets(context: Excel.RequestContext, sheets: readonly NewSheet[], picture: Picture, ours: Set<string> = new Set()): Promise<Added> {
  const added: Added = { there: new Set(), plain: [], refused: [], left: [] };
  for (const sheet of sheets) {
    const { worksheets } = context.workbook;
    worksheets.load("items/name,items/position");
    await context.sync();
    const after = worksheets.items.find(({ name }) => sheet.after !== null && same(name, sheet.after));
    if (worksheets.items.some(({ name }) => same(name, sheet.name))) {
      if (ours.has(sheet.name)) {
        await completed(context, sheet);
        added.there.add(sheet.name);
        added.plain.push(sheet);
        continue;
      }
      added.refused.push({ sheet: sheet.name, cell: "", would: "a new sheet" });
      continue;
    }
    added.there.add(sheet.name);
    // Before Excel is asked: it may add the sheet and then not answer.
    ours.add(sheet.name);
    if (await inserted(context, sheet, after?.name ?? null)) continue;
    const made = context.workbook.worksheets.add(sheet.name);
    if (after) made.position = after.position + 1;
    plainly(made, sheet);
    await context.sync();
    added.plain.push(sheet);
    added.left.push(`The sheet '${sheet.name}' came without its colours and its page for printing: Excel did not take it in whole.`);
    for (const shape of sheet.drawn) added.left.push(await drawPicture(context, sheet.name, shape, "A1", [shape], picture));
  }
  return added;
}

async function inserted(context: Excel.RequestContext, sheet: NewSheet, after: string | null): Promise<boolean> {
  if (sheet.book.length > MOST_IN_A_BOOK) return false;
  try {
    context.workbook.insertWorksheetsFromBase64(
      sheet.book,
      after === null ? { positionType: "End" } : { positionType: "After", relativeTo: after },
    );
    await context.sync();
  } catch {
    return false;
  }
  const there = context.workbook.worksheets.getItemOrNullObject(sheet.name);
  there.load("name");
  await context.sync();
  return !there.isNullObject;
}

/** Gives a sheet of ours its headings that Excel added before it stopped; headings of somebody's own stay. */
async function completed(context: Excel.RequestContext, sheet: NewSheet): Promise<void> {
  const made = context.workbook.worksheets.getItem(sheet.name);
  if (!sheet.headings.length) return;
  const there = made.getRangeByIndexes(sheet.head - 1, 0, 1, sheet.headings.length);
  there.load("values");
  await context.sync();
  if (there.values[0]!.some((value: unknown, right) => value !== "" && value !== sheet.headings[right])) return;
  plainly(made, sheet);
  await context.sync();
}

function plainly(made: Excel.Worksheet, sheet: NewSheet): void {
  made.showGridlines = false;
  sheet.widths.forEach((width, right) => (made.getRangeByIndexes(0, right, 1, 1).format.columnWidth = points(width)));
  if (!sheet.headings.length) return;
  const headings = made.getRangeByIndexes(sheet.head - 1, 0, 1, sheet.headings.length);
  headings.values = [sheet.headings];
  headings.format.font.bold = true;
}

/** Puts a drawing on a sheet in place of the one of its name: as shapes, else as a picture. Returns what there is to say. */
export async function draw(context: Excel.RequestContext, drawing: Drawing, picture: Picture, lent: Set<string> = new Set()): Promise<string> {
  const ours = [drawing.name, ...drawing.loose];
  if (drawing.book.length <= MOST_IN_A_BOOK && (await copied(context, drawing, ours, lent))) return "";
  return drawPicture(context, drawing.sheet, drawing.name, drawing.cell, ours, picture);
}

async function copied(context: Excel.RequestContext, drawing: Drawing, ours: string[], all: Set<string>): Promise<boolean> {
  let there: OfficeExtension.ClientResult<string[]>;
  try {
    there = context.workbook.insertWorksheetsFromBase64(drawing.book, { positionType: "End" });
    await context.sync();
  } catch {
    return false;
  }
  const [id] = there.value;
  if (id === undefined) return false;
  all.add(id);
  const lent = context.workbook.worksheets.getItem(id);
  try {
    const sheet = context.workbook.worksheets.getItem(drawing.sheet);
    const corner = sheet.getRange(drawing.cell);
    lent.shapes.load("items/name");
    sheet.shapes.load("items/name");
    corner.load("left,top");
    await context.sync();
    const shape = lent.shapes.items.find((each) => same(each.name, drawing.name));
    if (!shape) return false;
    const before = sheet.shapes.items.filter((each) => ours.some((name) => same(each.name, name)));
    const copy = shape.copyTo(sheet);
    [copy.name, copy.left, copy.top] = [drawing.name, corner.left, corner.top];
    await context.sync();
    // The one before goes only once the new one is there.
    before.forEach((each) => each.delete());
    await context.sync();
    return true;
  } catch {
    return false;
  } finally {
    lent.delete();
    await context.sync();
    all.delete(id);
  }
}

async function drawPicture(
  context: Excel.RequestContext,
  name: string,
  shape: string,
  cell: string,
  ours: string[],
  picture: Picture,
): Promise<string> {
  const sorry = `The map '${shape}' was not drawn on '${name}': Excel did not take its shapes in. Draw it on Scorecard's own page, or in desktop Excel.`;
  const seen = await picture(shape).catch(() => null);
  if (seen === null || seen.png.length > MOST_IN_A_BOOK) return sorry;
  try {
    const sheet = context.workbook.worksheets.getItem(name);
    const corner = sheet.getRange(cell);
    sheet.shapes.load("items/name");
    corner.load("left,top");
    await context.sync();
    const before = sheet.shapes.items.filter((each) => ours.some((one) => same(each.name, one)));
    const drawn = sheet.shapes.addImage(seen.png);
    [drawn.name, drawn.left, drawn.top] = [shape, corner.left, corner.top];
    drawn.altTextDescription = seen.says;
    await context.sync();
    before.forEach((each) => each.delete());
    await context.sync();
  } catch {
    return sorry;
  }
  return `The map '${shape}' is a picture here: Excel did not take its shapes in, so its stations cannot be moved by hand.`;
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

interface Table {
  table: Excel.Table;
  range: Excel.Range;
}

async function tableOver(context: Excel.RequestContext, grown: Grown): Promise<Table | null> {
  const { tables } = context.workbook.worksheets.getItem(grown.sheet);
  tables.load("items/name");
  await context.sync();
  const found = tables.items.map((table) => ({ table, range: table.getRange() }));
  found.forEach(({ range }) => range.load("rowIndex,columnIndex,rowCount,columnCount"));
  await context.sync();
  const within = ({ range }: Table): boolean =>
    range.rowIndex + 1 === grown.header && range.columnIndex < grown.left && grown.left <= range.columnIndex + range.columnCount;
  return found.find(within) ?? null;
}

/** Lets new rows of a table look like its last one. */
export async function dressRows(context: Excel.RequestContext, grown: Grown): Promise<void> {
  const over = await tableOver(context, grown);
  const last = Math.max(grown.last, over ? over.range.rowIndex + over.range.rowCount : 0);
  if (!(grown.header < last && last < grown.bottom)) return;
  const sheet = context.workbook.worksheets.getItem(grown.sheet);
  const wide = grown.right - grown.left + 1;
  const source = sheet.getRangeByIndexes(last - 1, grown.left - 1, 1, wide);
  sheet.getRangeByIndexes(last, grown.left - 1, grown.bottom - last, wide).copyFrom(source, "Formats");
  await context.sync();
}

/** Lets a table of Excel take in what was written below and beside it. */
export async function growTable(context: Excel.RequestContext, grown: Grown): Promise<void> {
  const over = await tableOver(context, grown);
  if (!over) return;
  const { rowIndex, columnIndex, rowCount, columnCount } = over.range;
  const bottom = Math.max(rowIndex + rowCount, grown.bottom);
  const right = Math.max(columnIndex + columnCount, grown.right);
  if (bottom === rowIndex + rowCount && right === columnIndex + columnCount) return;
  const sheet = context.workbook.worksheets.getItem(grown.sheet);
  over.table.resize(sheet.getRangeByIndexes(rowIndex, columnIndex, bottom - rowIndex, right - columnIndex));
  await context.sync();
}

/** Takes charts of ours off their sheets. */
export async function removeCharts(context: Excel.RequestContext, gone: Carried["gone_charts"]): Promise<void> {
  const charts = gone.map(({ sheet, name }) => context.workbook.worksheets.getItem(sheet).charts.getItemOrNullObject(name));
  charts.forEach((chart) => chart.load("name"));
  await context.sync();
  charts.forEach((chart) => chart.isNullObject || chart.delete());
  await context.sync();
}
