/**
 * Cells written so that nobody's entry is lost: what a cell holds is read before it is written, and once more in the same
 * message that writes it. What somebody typed between the two is put back, and named.
 */
import type { CellEdit, Course, Refused } from "./carried";
import { address, blocks, holdsOurs, isFree, weight, written, type Block } from "./cells";

/** So many characters in one message: Excel on the web refuses one of over 5 MB, there or back. */
export const MOST_IN_A_MESSAGE = 1_000_000;
/** So often an entry is put back that somebody types over in the same moment. */
const MOST_TIMES = 8;

/** The looks of ours that cells below them take on. */
export interface Following {
  following: Record<string, string>;
  figures: string[];
}

export interface Written {
  written: number;
  refused: Refused[];
}

/** What may be read and written of a block at once. */
interface Reading {
  block: Block;
  range: Excel.Range;
  above: { cell: Excel.Range; own: Excel.Range }[];
}

/** Writes cells of sheets that stand, each only where it still holds what it held; `dressed` names sheets whose looks may change. Come `again`, what we wrote is no change. */
export async function writeCells(
  context: Excel.RequestContext,
  cells: readonly CellEdit[],
  looks: Following,
  dressed: ReadonlySet<string>,
  heard: (done: number, of: number) => void,
  course: Pick<Course, "back"> = { back: [] },
  again = false,
): Promise<Written> {
  const done: Written = { written: 0, refused: [] };
  let seen = 0;
  for (const group of grouped(blocks(cells))) {
    const readings = group.map((block) => read(context, block, dressed.has(block.sheet)));
    await context.sync();
    const held: CellEdit[] = [];
    for (const reading of readings) {
      each(reading.block, (edit, down, right) => {
        if (isFree(edit, reading.range.formulas[down]![right], again)) held.push(edit);
        else done.refused.push(refusal(edit));
      });
    }
    const mine = new Set(held);
    const before = readings.map((reading) => write(context, reading, mine, looks, dressed.has(reading.block.sheet)));
    await context.sync();
    const over = course.back;
    readings.forEach(({ block }, place) =>
      each(block, (edit, down, right) => {
        const was: unknown = before[place]!.formulas[down]![right];
        if (mine.has(edit) && !edit[10] && !isFree(edit, was, again)) over.push([edit, was]);
      }),
    );
    const { refused } = await restored(context, course);
    done.refused.push(...refused);
    done.written += held.length - refused.length;
    seen += group.reduce((sum, block) => sum + block.rows.length * block.rows[0]!.length, 0);
    heard(seen, cells.length);
  }
  return done;
}

/** Puts back what somebody typed where we wrote in the same moment, and names it. */
export async function restored(context: Excel.RequestContext, course: Pick<Course, "back">): Promise<Written> {
  await putBack(context, course.back);
  return { written: 0, refused: course.back.splice(0).map(([edit]) => refusal(edit)) };
}

function* grouped(all: Block[]): Generator<Block[]> {
  let group: Block[] = [];
  let size = 0;
  for (const block of all) {
    const weighs = block.rows.flat().reduce((sum, edit) => sum + weight(edit), 200);
    if (group.length && size + weighs > MOST_IN_A_MESSAGE) {
      yield group;
      [group, size] = [[], 0];
    }
    group.push(block);
    size += weighs;
  }
  if (group.length) yield group;
}

function each(block: Block, visit: (edit: CellEdit, down: number, right: number) => void): void {
  block.rows.forEach((row, down) => row.forEach((edit, right) => visit(edit, down, right)));
}

const rangeOf = (context: Excel.RequestContext, block: Block): Excel.Range =>
  context.workbook.worksheets
    .getItem(block.sheet)
    .getRangeByIndexes(block.row - 1, block.column - 1, block.rows.length, block.rows[0]!.length);

function read(context: Excel.RequestContext, block: Block, dressed: boolean): Reading {
  const range = rangeOf(context, block);
  range.load("formulas");
  const above: Reading["above"] = [];
  if (dressed && block.row > 1)
    block.rows[0]!.forEach((_, right) => {
      const sheet = context.workbook.worksheets.getItem(block.sheet);
      const cell = sheet.getRangeByIndexes(block.row - 2, block.column - 1 + right, 1, 1);
      const own = sheet.getRangeByIndexes(block.row - 1, block.column - 1 + right, 1, 1);
      cell.load("style,numberFormat");
      own.load("style");
      above.push({ cell, own });
    });
  return { block, range, above };
}

/** Queues what a block's cells held, right before they are written, and the writing; returns what will have been read. */
function write(
  context: Excel.RequestContext,
  { block, above }: Reading,
  mine: ReadonlySet<CellEdit>,
  looks: Following,
  dressed: boolean,
): Excel.Range {
  const before = rangeOf(context, block);
  before.load("formulas");
  const range = rangeOf(context, block);
  // null leaves a cell as it is.
  range.formulas = block.rows.map((row) => row.map((edit) => (mine.has(edit) && !edit[10] ? written(edit) : null)));
  each(block, (edit, down, right) => {
    if (mine.has(edit) && edit[9]) range.getCell(down, right).numberFormat = [[edit[9]]];
  });
  if (dressed) {
    above.forEach((pair, right) => follow(range, pair, right, block, mine, looks));
    marked(range, block, mine);
  }
  return before;
}

/** Gives a column of a block the look of what stands above it, where that is one of ours and the cells have none. */
function follow(
  range: Excel.Range,
  { cell, own }: Reading["above"][number],
  right: number,
  block: Block,
  mine: ReadonlySet<CellEdit>,
  { following, figures }: Following,
): void {
  const style = following[cell.style];
  const first = block.rows[0]![right]!;
  if (!style || own.style !== "Normal" || !mine.has(first) || first[6] || first[10]) return;
  const column = range.getCell(0, right).getResizedRange(block.rows.length - 1, 0);
  column.style = style;
  const shown: unknown = cell.numberFormat[0]?.[0];
  if (figures.includes(cell.style) && typeof shown === "string" && shown !== "General")
    column.numberFormat = block.rows.map(() => [shown]);
}

function marked(range: Excel.Range, block: Block, mine: ReadonlySet<CellEdit>): void {
  block.rows[0]!.forEach((_, right) => {
    for (let down = 0; down < block.rows.length; ) {
      const edit = block.rows[down]![right]!;
      let last = down;
      while (last + 1 < block.rows.length && alike(edit, block.rows[last + 1]![right]!, mine)) last++;
      if (edit[7] && mine.has(edit)) range.getCell(down, right).getResizedRange(last - down, 0).style = edit[7];
      down = last + 1;
    }
  });
}

const alike = (a: CellEdit, b: CellEdit, mine: ReadonlySet<CellEdit>): boolean => a[7] === b[7] && mine.has(a) === mine.has(b);

/** Puts back what somebody typed in the moment before we wrote, and again what they typed in the moment before that. */
async function putBack(context: Excel.RequestContext, over: [CellEdit, unknown][]): Promise<void> {
  let wrong = over.map(([edit, was]) => ({ edit, was, put: written(edit) as unknown }));
  for (let time = 0; wrong.length && time < MOST_TIMES; time++) {
    const ranges = wrong.map(({ edit, was }) => {
      const sheet = context.workbook.worksheets.getItem(edit[0]);
      const before = sheet.getRangeByIndexes(edit[1] - 1, edit[2] - 1, 1, 1);
      before.load("formulas");
      sheet.getRangeByIndexes(edit[1] - 1, edit[2] - 1, 1, 1).formulas = [[asTyped(was)]];
      return before;
    });
    await context.sync();
    wrong = wrong.flatMap(({ edit, was, put }, place) => {
      const found: unknown = ranges[place]!.formulas[0]![0];
      return holdsOurs(withValue(edit, put), found) ? [] : [{ edit, was: found, put: asTyped(was) }];
    });
  }
}

/** What a cell holds, as it is written so that it stays that: a text is no number and no date, whatever it looks like. */
const asTyped = (value: unknown): string | number | boolean =>
  typeof value === "string" && value && !value.startsWith("=") ? `'${value}` : (value as string | number | boolean);

function withValue(edit: CellEdit, value: unknown): CellEdit {
  const other = [...edit] as CellEdit;
  [other[5], other[6]] = [value as string, ""];
  return other;
}

function refusal(edit: CellEdit): Refused {
  const would = String(written(edit)).replace(/^'/, "");
  return { sheet: edit[0], cell: address(edit[1], edit[2]), would: would || "blank" };
}
