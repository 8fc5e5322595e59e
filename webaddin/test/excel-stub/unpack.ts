/** A workbook file as the stub of Excel takes it in: names, cells and drawn shapes; what Excel on the web refuses is said. */

export interface UnpackedSheet {
  name: string;
  cells: Map<string, unknown>;
  shapes: string[];
  protectedSheet: boolean;
}

export interface Unpacked {
  sheets: UnpackedSheet[];
  /** What Excel on the web does not take in from another workbook. */
  refused: string[];
  customXml: string[];
}

export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function parts(data: Uint8Array): Promise<Map<string, string>> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let end = data.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("no zip archive");
  const found = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let number = view.getUint16(end + 10, true); number > 0; number--) {
    const [way, size, name, extra, comment, place] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    const path = new TextDecoder().decode(data.subarray(at + 46, at + 46 + name));
    const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
    const packed = data.slice(start, start + size);
    if (/\.(xml|rels)$/.test(path)) found.set(path, way ? await inflated(packed) : new TextDecoder().decode(packed));
    at += 46 + name + extra + comment;
  }
  return found;
}

const inflated = (packed: Uint8Array<ArrayBuffer>): Promise<string> =>
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();

const plain = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (_, name: string) =>
    name[0] === "#" ? String.fromCodePoint(name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1))) : ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name] ?? "");
const attribute = (tag: string, name: string): string => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
const texts = (xml: string): string => [...xml.replace(/<rPh[\s\S]*?<\/rPh>/g, "").matchAll(/<t[^>/]*>([\s\S]*?)<\/t>/g)].map((one) => plain(one[1]!)).join("");

function related(files: Map<string, string>, part: string): Map<string, string> {
  const [folder, file] = [part.slice(0, part.lastIndexOf("/") + 1), part.slice(part.lastIndexOf("/") + 1)];
  const rels = files.get(`${folder}_rels/${file}.rels`) ?? "";
  return new Map([...rels.matchAll(/<Relationship [^>]*>/g)].map(([tag]) => {
    const target = attribute(tag, "Target");
    return [attribute(tag, "Id"), target.startsWith("/") ? target.slice(1) : new URL(target, `http://x/${folder}`).pathname.slice(1)];
  }));
}

/** Returns what a workbook's file holds. */
export async function unpack(data: Uint8Array): Promise<Unpacked> {
  const files = await parts(data);
  const workbook = files.get("xl/workbook.xml") ?? "";
  const strings = [...(files.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>([\s\S]*?)<\/si>|<si\/>/g)].map((one) => texts(one[1] ?? ""));
  const targets = related(files, "xl/workbook.xml");
  const sheets = [...workbook.matchAll(/<sheet [^>]*>/g)].map(([tag]) => {
    const part = targets.get(attribute(tag, "r:id")) ?? "";
    const xml = files.get(part) ?? "";
    const drawings = [...related(files, part).values()].filter((path) => path.includes("/drawings/") && path.endsWith(".xml"));
    const shapes = drawings.flatMap((path) => [...(files.get(path) ?? "").matchAll(/<xdr:(?:two|one|absolute)\w*Anchor[\s\S]*?<xdr:cNvPr [^>]*>/g)].map(([found]) => attribute(found.slice(found.lastIndexOf("<xdr:cNvPr")), "name")));
    return { name: attribute(tag, "name"), cells: cellsOf(xml, strings), shapes, protectedSheet: xml.includes("<sheetProtection") };
  });
  const kinds = [["xl/charts/", "charts"], ["xl/comments", "comments"], ["xl/pivotTables/", "pivot tables"], ["xl/slicers/", "slicers"]];
  const refused = kinds.filter(([path]) => [...files.keys()].some((name) => name.startsWith(path!))).map(([, what]) => what!);
  return { sheets, refused, customXml: [...files].filter(([path]) => /^customXml\/item\d+\.xml$/.test(path)).map(([, xml]) => xml.replace(/^<\?xml[^>]*\?>\s*/, "")) };
}

function cellsOf(xml: string, strings: string[]): Map<string, unknown> {
  const shared = new Map<string, { formula: string; row: number; column: number }>();
  const found = new Map<string, unknown>();
  for (const [, tag, inside = ""] of xml.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const [, letters = "", digits = ""] = /([A-Z]+)(\d+)/.exec(attribute(tag!, "r")) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    const [value, kind] = [plain(/<v[^>]*>([\s\S]*?)<\/v>/.exec(inside)?.[1] ?? ""), attribute(tag!, "t")];
    const formula = /<f([^>]*?)(?:\/>|>([\s\S]*?)<\/f>)/.exec(inside);
    if (formula) {
      const text = plain(formula[2] ?? "");
      const group = attribute(formula[1]!, "si");
      if (group && text) shared.set(group, { formula: text, row: Number(digits), column });
      const base = shared.get(group);
      found.set(`${digits},${column}`, `=${text || (base ? moved(base.formula, Number(digits) - base.row, column - base.column) : "")}`);
    } else if (kind === "s") found.set(`${digits},${column}`, strings[Number(value)] ?? "");
    else if (kind === "inlineStr") found.set(`${digits},${column}`, texts(inside));
    else if (kind === "b") found.set(`${digits},${column}`, value === "1");
    else if (kind === "str" || kind === "e") found.set(`${digits},${column}`, value);
    else if (value !== "") found.set(`${digits},${column}`, Number(value));
  }
  return found;
}

/** A shared formula further down and to the right: references without $ move along. */
function moved(formula: string, down: number, right: number): string {
  return formula.replace(/"[^"]*"|'[^']*'|(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(])/g, (whole, fixedColumn: string | undefined, letters: string | undefined, fixedRow: string | undefined, digits: string | undefined) => {
    if (letters === undefined) return whole;
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) + (fixedColumn ? 0 : right);
    return `${fixedColumn}${name(column)}${fixedRow}${Number(digits) + (fixedRow ? 0 : down)}`;
  });
}

const name = (column: number): string => (column > 26 ? name(Math.floor((column - 1) / 26)) : "") + String.fromCharCode(65 + ((column - 1) % 26));
