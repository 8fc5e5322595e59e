/** Looks: cell styles, new columns, pages for printing, lists of choices; all that is no cell's value. */
import type { Carried, Footer, Layout, Look, NewColumn, Page } from "./carried";
import { letters } from "./cells";

const ALIGNED = { left: "Left", center: "Center", right: "Right", top: "Top" } as const;
const EDGES = ["EdgeLeft", "EdgeRight", "EdgeTop", "EdgeBottom"] as const;
/** A column's width in points, from one in letters: a letter of the usual font is seven dots wide, and five stand beside. */
export const points = (width: number): number => width * 5.25 + 3.75;

/** Makes the cell styles that are used and that the workbook does not have; those that follow another one only where that is there. */
export async function makeStyles(
  context: Excel.RequestContext,
  names: readonly string[],
  { styles: looks, following }: Pick<Carried, "styles" | "following">,
): Promise<void> {
  const all = context.workbook.styles;
  all.load("items/name");
  await context.sync();
  const known = new Set(all.items.map(({ name }) => name));
  const there = (name: string): boolean => known.has(name);
  const follow = Object.entries(following).flatMap(([above, below]) => (there(above) ? [below] : []));
  for (const name of new Set([...names, ...follow])) {
    const look = looks[name];
    if (there(name) || !look) continue;
    context.workbook.styles.add(name);
    give(context.workbook.styles.getItem(name), look);
  }
  await context.sync();
}

function give(style: Excel.Style, look: Look): void {
  style.includeProtection = false;
  style.includeNumber = look.number_format !== undefined;
  style.includePatterns = look.fill !== undefined;
  style.includeBorder = look.lines !== undefined;
  style.includeAlignment = look.horizontal !== undefined || look.vertical !== undefined || look.wrap !== undefined || look.indent !== undefined;
  style.includeFont = look.font_name !== undefined || look.font_colour !== undefined || look.italic !== undefined || look.bold !== undefined;
  if (look.number_format !== undefined) style.numberFormat = look.number_format;
  if (look.fill !== undefined) style.fill.color = `#${look.fill}`;
  if (look.font_name !== undefined) style.font.name = look.font_name;
  if (look.font_size !== undefined) style.font.size = look.font_size;
  if (look.font_colour !== undefined) style.font.color = `#${look.font_colour}`;
  if (look.bold !== undefined) style.font.bold = look.bold;
  if (look.italic !== undefined) style.font.italic = look.italic;
  if (look.wrap !== undefined) style.wrapText = look.wrap;
  if (look.indent !== undefined) style.indentLevel = look.indent;
  if (look.horizontal !== undefined) style.horizontalAlignment = ALIGNED[look.horizontal];
  if (look.vertical !== undefined) style.verticalAlignment = ALIGNED[look.vertical];
  if (look.lines !== undefined)
    for (const edge of EDGES) {
      const line = style.borders.getItem(edge);
      line.style = "Continuous";
      line.color = `#${look.lines}`;
    }
}

/** Lets a new column look like its neighbour. */
export function dressColumn(context: Excel.RequestContext, column: NewColumn, more: number): void {
  const sheet = context.workbook.worksheets.getItem(column.sheet);
  const high = column.bottom - column.top + 1;
  const source = sheet.getRangeByIndexes(column.top - 1, column.neighbour - 1, high, 1);
  sheet.getRangeByIndexes(column.top - 1, column.column - 1, high, 1).copyFrom(source, "Formats");
  if (column.bottom <= column.header) return;
  const rows = column.bottom - column.header;
  sheet.getRangeByIndexes(column.header, column.column - 1, rows, 1).numberFormat = Array.from({ length: rows }, () => [column.number_format]);
  const coloured = sheet.getRangeByIndexes(column.header, column.column - 1, rows + more, 1);
  for (const { word, fill, ink, bold } of column.words) {
    const { cellValue } = coloured.conditionalFormats.add("CellValue");
    cellValue.format.fill.color = fill;
    cellValue.format.font.color = ink;
    cellValue.format.font.bold = bold;
    cellValue.rule = { formula1: `="${word}"`, operator: "EqualTo" };
  }
}

const footerOf = ({ leftFooter, centerFooter, rightFooter }: Excel.HeaderFooter): Footer => ({
  Left: leftFooter,
  Center: centerFooter,
  Right: rightFooter,
});
const isFooter = (a: Footer, b: Footer): boolean => a.Left === b.Left && a.Center === b.Center && a.Right === b.Right;

/** Sets pages up for printing; only what is given changes, and a footer only in place of one of ours. */
export async function setPages(context: Excel.RequestContext, pages: readonly Page[]): Promise<void> {
  const asked = pages.map((page) => {
    const layout = context.workbook.worksheets.getItem(page.sheet).pageLayout;
    layout.headersFooters.defaultForAllPages.load("leftFooter,centerFooter,rightFooter");
    return { page, layout };
  });
  await context.sync();
  for (const { page, layout } of asked) {
    const footer = layout.headersFooters.defaultForAllPages;
    const over = page.footer_over === null || page.footer_over.some((each) => isFooter(each, footerOf(footer)));
    setPage(context, page, layout);
    if (page.footer && over) [footer.leftFooter, footer.centerFooter, footer.rightFooter] = [page.footer.Left, page.footer.Center, page.footer.Right];
  }
  await context.sync();
}

function setPage(context: Excel.RequestContext, page: Page, layout: Excel.PageLayout): void {
  if (page.columns && page.column_width !== null)
    context.workbook.worksheets.getItem(page.sheet).getRange(page.columns).format.columnWidth = points(page.column_width);
  if (page.landscape !== null) layout.orientation = page.landscape ? "Landscape" : "Portrait";
  if (page.paper !== null) layout.paperSize = page.paper;
  if (page.pages_wide !== null || page.pages_tall !== null) {
    const zoom: Excel.PageLayoutZoomOptions = {};
    if (page.pages_wide) zoom.horizontalFitToPages = page.pages_wide;
    if (page.pages_tall) zoom.verticalFitToPages = page.pages_tall;
    layout.zoom = zoom;
  }
  if (page.title_rows) layout.setPrintTitleRows(`$${page.title_rows[0]}:$${page.title_rows[1]}`);
  if (page.centred !== null) layout.centerHorizontally = page.centred;
  if (Object.keys(page.margins).length) layout.setPrintMargins("Inches", page.margins);
}

/** Looks of pages that are no tables: sizes, styles, where a page begins, lists to choose from. */
export async function layOut(context: Excel.RequestContext, carried: Carried, dressed: ReadonlySet<string>): Promise<void> {
  const sheets = context.workbook.worksheets;
  for (const each of carried.formats)
    sheets.getItem(each.sheet).getRangeByIndexes(each.row - 1, each.column - 1, 1, 1).numberFormat = [[each.number_format]];
  for (const laid of carried.layouts) if (dressed.has(laid.sheet)) layOne(sheets.getItem(laid.sheet), laid);
  for (const { sheet, row, styles, height } of carried.styled)
    if (dressed.has(sheet)) {
      styles.forEach((style, right) => (sheets.getItem(sheet).getRangeByIndexes(row - 1, right, 1, 1).style = style));
      sheets.getItem(sheet).getRangeByIndexes(row - 1, 0, 1, 1).format.rowHeight = height;
    }
  for (const { sheet, rows } of carried.breaks)
    if (dressed.has(sheet)) {
      const breaks = sheets.getItem(sheet).horizontalPageBreaks;
      breaks.removePageBreaks();
      rows.forEach((row) => breaks.add(`A${row}`));
    }
  for (const { sheet, cell, source } of carried.choices)
    sheets.getItem(sheet).getRange(cell).dataValidation.rule = { list: { inCellDropDown: true, source: `=${source}` } };
  await context.sync();
}

function layOne(sheet: Excel.Worksheet, laid: Layout): void {
  for (const [column, width] of laid.widths) sheet.getRange(`${letters(column)}:${letters(column)}`).format.columnWidth = points(width);
  for (const [row, height] of laid.heights) sheet.getRange(`${row}:${row}`).format.rowHeight = height;
  for (const [cells, style] of laid.styles) sheet.getRange(cells).style = style;
  for (const row of laid.pages_begin) sheet.horizontalPageBreaks.add(`A${row}`);
  if (laid.area) sheet.pageLayout.setPrintArea(laid.area);
}
