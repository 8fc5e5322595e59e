/** The workbook's ledger of what xlscore wrote: a text that travels in the workbook, unseen. */
import type { Carried, Entry } from "./carried";

type Rows = [row: string, field: string, value: unknown][];

/** Returns a ledger without the values that were not written after all; a form that is not known is left as it is. */
export function without(xml: string, entries: readonly Entry[]): string {
  const found = /^(<ledger [^>]*form="1"[^>]*>)([\s\S]*)(<\/ledger>)$/.exec(xml);
  if (!entries.length || !found) return xml;
  const gone = new Set(entries.map((entry) => JSON.stringify(entry)));
  const tables = JSON.parse(unescaped(found[2]!)) as [kind: string, sheet: string, rows: Rows][];
  const kept = tables
    .map(([kind, sheet, rows]) => [kind, sheet, rows.filter(([row, field]) => !gone.has(JSON.stringify([kind, sheet, row, field])))] as const)
    .filter(([, , rows]) => rows.length);
  return found[1]! + escaped(JSON.stringify(kept)) + found[3]!;
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const unescaped = (text: string): string => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Writes the ledger into the workbook. */
export async function writeLedger(context: Excel.RequestContext, ledger: NonNullable<Carried["ledger"]>, refused: readonly Entry[]): Promise<void> {
  const parts = context.workbook.customXmlParts.getByNamespace(ledger.namespace);
  parts.load("items/id");
  await context.sync();
  const xml = without(ledger.xml, refused);
  const [part] = parts.items;
  if (part) part.setXml(xml);
  else context.workbook.customXmlParts.add(xml);
  await context.sync();
}
