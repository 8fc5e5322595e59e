/** The workbook's ledger of what xlscore wrote: a text that travels in the workbook, unseen. */
import type { Carried, Entry } from "./carried";

type Row = [row: string, field: string, value: unknown, before?: string];
type Tables = [kind: string, sheet: string, rows: Row[]][];

const FORM = /^(<ledger [^>]*form="1"[^>]*>)([\s\S]*)(<\/ledger>)$/;

/**
 * Returns a ledger without the values that were not written after all; what was kept of them before, as `begun` knows it, is
 * kept on. A form that is not known is left as it is.
 */
export function without(xml: string, entries: readonly Entry[], begun = ""): string {
  const found = FORM.exec(xml);
  if (!entries.length || !found) return xml;
  const gone = new Set(entries.map((entry) => JSON.stringify(entry)));
  const isGone = (kind: string, sheet: string, [row, field]: Row): boolean => gone.has(JSON.stringify([kind, sheet, row, field]));
  const stood = new Map<string, Row[]>();
  for (const [kind, sheet, rows] of tables(begun))
    stood.set(JSON.stringify([kind, sheet]), rows.filter((row) => row[3] !== undefined && isGone(kind, sheet, row)).map(([row, field, value]) => [row, field, value]));
  const kept = tables(xml)
    .map(([kind, sheet, rows]) => [kind, sheet, [...rows.filter((row) => !isGone(kind, sheet, row)), ...(stood.get(JSON.stringify([kind, sheet])) ?? [])]] as const)
    .filter(([, , rows]) => rows.length);
  return found[1]! + escaped(JSON.stringify(kept)) + found[3]!;
}

function tables(xml: string): Tables {
  const found = FORM.exec(xml);
  return found ? (JSON.parse(unescaped(found[2]!)) as Tables) : [];
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const unescaped = (text: string): string => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Writes before all else what stood and what will stand: wherever Excel may stop, every cell of ours is known as ours. */
export const beginLedger = (context: Excel.RequestContext, { namespace, begun }: NonNullable<Carried["ledger"]>): Promise<void> => write(context, namespace, begun);

/** Writes the ledger into the workbook. */
export const writeLedger = (context: Excel.RequestContext, { namespace, xml, begun }: NonNullable<Carried["ledger"]>, refused: readonly Entry[]): Promise<void> =>
  write(context, namespace, without(xml, refused, begun));

async function write(context: Excel.RequestContext, namespace: string, xml: string): Promise<void> {
  const parts = context.workbook.customXmlParts.getByNamespace(namespace);
  parts.load("items/id");
  await context.sync();
  const [part] = parts.items;
  if (part) part.setXml(xml);
  else context.workbook.customXmlParts.add(xml);
  await context.sync();
}
