/**
 * A stand-in for Excel's side of Office.js, with the refusals that break add-ins: what was not loaded cannot be read, one
 * message at a time and of at most 5 MB on the web, values in the shape of their cells, no work on the workbook inside a
 * function. It has no member that Excel does not have: `fits.ts` says so to the compiler.
 */
import { Book, RichApiError, box, entered, type Box, type Sheet } from "./model";
import { fromBase64, unpack, type Unpacked } from "./unpack";

const MOST = 5 * 1024 * 1024;

export class Host {
  book = new Book();
  onTheWeb = true;
  /** Set while Excel waits for functions. */
  calculating = false;
  /** What others do while a message is on its way, before it is carried out. */
  meanwhile: () => void = () => undefined;
  /** How many steps of a message Excel carries out before it breaks off, of so many; all of them where it says nothing. */
  breaks: (sync: number, steps: number) => number | undefined = () => undefined;
  /** What Excel refuses to do, by the member's name. */
  refuses = new Set<string>();
  syncs = 0;
  largest = 0;
  touched: string[] = [];
  #busy = false;

  async run<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    if (this.calculating) throw new RichApiError("GeneralException", "Excel is calculating: functions cannot use the workbook.");
    const context = new Context(this);
    const answer = await work(context as unknown as Excel.RequestContext);
    await context.sync();
    return answer;
  }

  async carry(queue: Step[]): Promise<void> {
    if (this.#busy) throw new RichApiError("GeneralException", "Wait until the previous call completes.");
    this.#busy = true;
    try {
      await new Promise((done) => setTimeout(done));
      const size = queue.reduce((sum, step) => sum + step.size, 0);
      this.syncs++;
      this.largest = Math.max(this.largest, size);
      if (this.onTheWeb && size > MOST) throw new RichApiError("RequestPayloadSizeLimitExceeded");
      this.meanwhile();
      let back = 0;
      const most = this.breaks(this.syncs, queue.length);
      for (const step of queue.slice(0, most)) back += (await step.run()) ?? 0;
      if (most !== undefined) throw new RichApiError("GeneralException", "There was an internal error while processing the request.");
      if (this.onTheWeb && back > MOST) throw new RichApiError("ResponsePayloadSizeLimitExceeded");
    } finally {
      this.#busy = false;
    }
  }
}

export interface Step {
  size: number;
  /** Returns how many characters its answer takes. */
  run(): number | void | Promise<number | void>;
}

export class Context {
  #queue: Step[] = [];
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get workbook(): Workbook {
    return once(this, "workbook", () => new Workbook(this));
  }

  async sync(): Promise<void> {
    await this.#host.carry(this.#queue.splice(0));
  }

  /** @internal */
  static host(context: Context): Host {
    return context.#host;
  }

  /** @internal */
  static queue(context: Context, size: number, run: Step["run"]): void {
    context.#queue.push({ size, run });
  }
}

const queue = Context.queue;

const made = new WeakMap<object, Map<string, unknown>>();
/** An object that belongs to another one is made once: what is loaded into it is there when it is asked for again. */
function once<T>(owner: object, name: string, make: () => T): T {
  const known = made.get(owner) ?? made.set(owner, new Map()).get(owner)!;
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as T;
}

/** An object of Excel's: what it says is there after loading and the next sync, and not before. */
class Client {
  #got: Record<string, unknown> | undefined;
  #asked = new Set<string>();
  readonly #all: () => Record<string, unknown> | null;
  readonly #context: Context;

  constructor(context: Context, all: () => Record<string, unknown> | null) {
    [this.#context, this.#all] = [context, all];
  }

  load(asked?: unknown): never {
    const names = (Array.isArray(asked) ? (asked as string[]) : String(asked).split(",")).map((name) => name.trim().replace(/^items\//, "items/"));
    queue(this.#context, 60 + String(asked).length, () => {
      const all = this.#all();
      for (const name of names) this.#asked.add(name.split("/")[0]!);
      this.#got = all === null ? { isNullObject: true } : { ...all, isNullObject: false };
      return all === null ? 20 : names.reduce((sum, name) => sum + JSON.stringify(all[name] ?? "").length, 20);
    });
    return this as never;
  }

  protected got<T>(name: string): T {
    if (!this.#got || (name !== "isNullObject" && !this.#asked.has(name)))
      throw new RichApiError("PropertyNotLoaded", `The property '${name}' is not available. Before reading the property's value, call the load method on the containing object and call "context.sync()".`);
    if (this.#got["isNullObject"] && name !== "isNullObject") throw new RichApiError("ItemNotFound");
    return this.#got[name] as T;
  }

  protected get asked(): Context {
    return this.#context;
  }
}

export class Workbook {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }
  get worksheets(): Worksheets {
    return once(this, "worksheets", () => new Worksheets(this.#context));
  }
  get styles(): Styles {
    return once(this, "styles", () => new Styles(this.#context));
  }
  get customXmlParts(): XmlParts {
    return once(this, "customXmlParts", () => new XmlParts(this.#context));
  }
  getActiveCell(): Excel.Range {
    const { book } = Context.host(this.#context);
    return new Range(this.#context, () => book.of(book.active || book.sheets[0]!.name), () => box(book.selected)) as unknown as Excel.Range;
  }
  insertWorksheetsFromBase64(base64: string, options?: Excel.InsertWorksheetOptions): OfficeExtension.ClientResult<string[]> {
    const host = Context.host(this.#context);
    const result: { value: string[] } = { value: [] };
    queue(this.#context, base64.length, async () => {
      if (host.refuses.has("insertWorksheetsFromBase64")) throw new RichApiError("UnsupportedOperation");
      const found = await unpack(fromBase64(base64)).catch((): Unpacked => {
        throw new RichApiError("InvalidArgument", "no workbook");
      });
      if (host.onTheWeb && found.refused.length) throw new RichApiError("UnsupportedFeature", found.refused.join(", "));
      result.value = found.sheets.map((from, number) => {
        const places = { None: -1, Beginning: 0, End: -1, Before: 0, After: 1 };
        const beside = options?.relativeTo ? host.book.sheets.indexOf(host.book.of(String(options.relativeTo))) : 0;
        const at = options?.relativeTo ? beside + places[options.positionType ?? "End"] + number : host.book.sheets.length;
        const taken = (name: string): boolean => host.book.find(name) !== undefined;
        const free = taken(from.name) ? [2, 3, 4, 5].map((more) => `${from.name} (${more})`).find((name) => !taken(name))! : from.name;
        const made = host.book.add(free, at);
        made.cells = new Map(from.cells);
        made.shapes = from.shapes.map((name) => ({ name, left: 0, top: 0, alt: "", kind: "group" }));
        return made.id;
      });
    });
    return result as OfficeExtension.ClientResult<string[]>;
  }
}

export class Worksheets extends Client {
  constructor(context: Context) {
    const { book } = Context.host(context);
    super(context, () => ({ items: book.sheets.map((sheet, position) => ({ name: sheet.name, position })) }));
  }
  get items(): Excel.Worksheet[] {
    return this.got<{ name: string; position: number }[]>("items").map((loaded) => this.#sheet(loaded.name, loaded));
  }
  getItem(key: string): Excel.Worksheet {
    return this.#sheet(key);
  }
  getItemOrNullObject(key: string): Excel.Worksheet {
    return this.#sheet(key);
  }
  add(name?: string): Excel.Worksheet {
    const { book } = Context.host(this.asked);
    queue(this.asked, 60, () => void book.add(name ?? ""));
    return this.#sheet(name ?? "");
  }
  #sheet(name: string, loaded?: { position: number }): Excel.Worksheet {
    return new Worksheet(this.asked, name, loaded) as unknown as Excel.Worksheet;
  }
}

export class Worksheet extends Client {
  readonly #of: () => Sheet;
  readonly #name: string | undefined;
  readonly #position: number | undefined;
  constructor(context: Context, name: string, loaded?: { position: number }) {
    const { book } = Context.host(context);
    super(context, () => {
      const sheet = book.find(name);
      return sheet ? { name: sheet.name, position: book.sheets.indexOf(sheet), id: sheet.id } : null;
    });
    this.#of = (): Sheet => book.of(name);
    this.#name = loaded ? name : undefined;
    this.#position = loaded?.position;
  }
  get isNullObject(): boolean {
    return this.got("isNullObject");
  }
  get name(): string {
    return this.#name ?? this.got("name");
  }
  get position(): number {
    return this.#position ?? this.got("position");
  }
  set position(at: number) {
    const { book } = Context.host(this.asked);
    queue(this.asked, 20, () => {
      const sheet = this.#of();
      book.sheets.splice(book.sheets.indexOf(sheet), 1);
      book.sheets.splice(at, 0, sheet);
    });
  }
  set showGridlines(shown: boolean) {
    queue(this.asked, 20, () => void (this.#of().gridlines = shown));
  }
  activate(): void {
    const { book } = Context.host(this.asked);
    queue(this.asked, 20, () => void (book.active = this.#of().name));
  }
  delete(): void {
    const { book } = Context.host(this.asked);
    queue(this.asked, 20, () => void book.sheets.splice(book.sheets.indexOf(this.#of()), 1));
  }
  getRange(address = "A1"): Excel.Range {
    return new Range(this.asked, this.#of, () => box(address)) as unknown as Excel.Range;
  }
  getRangeByIndexes(row: number, column: number, rows: number, columns: number): Excel.Range {
    if (row < 0 || column < 0 || rows < 1 || columns < 1) throw new RichApiError("InvalidArgument");
    return new Range(this.asked, this.#of, () => ({ row: row + 1, column: column + 1, rows, columns })) as unknown as Excel.Range;
  }
  get shapes(): Shapes {
    return once(this, "shapes", () => new Shapes(this.asked, this.#of));
  }
  get tables(): Tables {
    return once(this, "tables", () => new Tables(this.asked, this.#of));
  }
  get charts(): Charts {
    return once(this, "charts", () => new Charts(this.asked, this.#of));
  }
  get protection(): Protection {
    return once(this, "protection", () => new Protection(this.asked, this.#of));
  }
  get pageLayout(): PageLayout {
    return once(this, "pageLayout", () => new PageLayout(this.asked, this.#of));
  }
  get horizontalPageBreaks(): PageBreaks {
    return once(this, "horizontalPageBreaks", () => new PageBreaks(this.asked, this.#of));
  }
}

/** What is only set: each assignment is a step, written down on the sheet. */
const setter = (context: Context, of: () => Sheet, what: string, value: unknown): void =>
  queue(context, 30 + JSON.stringify(value).length, () => void (of().page[what] = value));

export class Range extends Client {
  readonly #of: () => Sheet;
  readonly #box: () => Box;
  constructor(context: Context, of: () => Sheet, where: () => Box) {
    super(context, () => {
      const [sheet, { row, column, rows, columns }] = [of(), where()];
      const each = <T>(say: (at: string) => T): T[][] => (rows * columns > 5_000_000 ? [] : Array.from({ length: rows }, (_, down) => Array.from({ length: columns }, (__, right) => say(`${row + down},${column + right}`))));
      const styles = new Set(each((at) => sheet.styles.get(at) ?? "Normal").flat());
      const letters = String.fromCharCode(64 + column);
      return {
        formulas: each((at) => sheet.cells.get(at) ?? ""), values: each((at) => sheet.cells.get(at) ?? ""), numberFormat: each((at) => sheet.formats.get(at) ?? "General"),
        style: styles.size === 1 ? [...styles][0] : null, rowIndex: row - 1, columnIndex: column - 1, rowCount: rows, columnCount: columns,
        left: (column - 1) * 48, top: (row - 1) * 15, address: `${/\W/.test(sheet.name) ? `'${sheet.name}'` : sheet.name}!${letters}${row}`,
      };
    });
    [this.#of, this.#box] = [of, where];
  }
  get isNullObject(): boolean {
    return this.got("isNullObject");
  }
  get formulas(): any[][] {
    return this.got("formulas");
  }
  set formulas(rows: any[][]) {
    this.#write(rows);
  }
  get values(): any[][] {
    return this.got("values");
  }
  set values(rows: any[][]) {
    this.#write(rows);
  }
  get numberFormat(): any[][] {
    return this.got("numberFormat");
  }
  set numberFormat(rows: any[][]) {
    queue(this.asked, JSON.stringify(rows).length, () => this.#each(rows, (at, value) => this.#of().formats.set(at, String(value))));
  }
  get style(): string {
    return this.got("style");
  }
  set style(name: string) {
    const { book } = Context.host(this.asked);
    queue(this.asked, 40, () => {
      if (this.#of().shut) throw new RichApiError("AccessDenied");
      if (!book.styles.has(name)) throw new RichApiError("ItemNotFound", `no style ${name}`);
      const { row, column, rows, columns } = this.#box();
      for (let down = 0; down < rows; down++) for (let right = 0; right < columns; right++) this.#of().styles.set(`${row + down},${column + right}`, name);
    });
  }
  get rowIndex(): number {
    return this.got("rowIndex");
  }
  get columnIndex(): number {
    return this.got("columnIndex");
  }
  get rowCount(): number {
    return this.got("rowCount");
  }
  get columnCount(): number {
    return this.got("columnCount");
  }
  get left(): number {
    return this.got("left");
  }
  get top(): number {
    return this.got("top");
  }
  get address(): string {
    return this.got("address");
  }
  get format(): RangeFormat {
    return once(this, "format", () => new RangeFormat(this.asked, this.#of, this.#box));
  }
  get conditionalFormats(): Conditions {
    return once(this, "conditionalFormats", () => new Conditions(this.asked, this.#of));
  }
  get dataValidation(): Validation {
    return once(this, "dataValidation", () => new Validation(this.asked, this.#of, this.#box));
  }
  getCell(row: number, column: number): Excel.Range {
    return this.#other(() => ({ row: this.#box().row + row, column: this.#box().column + column, rows: 1, columns: 1 }));
  }
  getResizedRange(rows: number, columns: number): Excel.Range {
    return this.#other(() => ({ ...this.#box(), rows: this.#box().rows + rows, columns: this.#box().columns + columns }));
  }
  copyFrom(source: string | Excel.Range | Excel.RangeAreas, kind?: Excel.RangeCopyType | string): void {
    const from = source as unknown as Range;
    queue(this.asked, 60, () => {
      if (kind !== "Formats") throw new RichApiError("NotImplemented");
      const [there, here] = [from.#box(), this.#box()];
      for (let down = 0; down < here.rows; down++)
        for (let right = 0; right < here.columns; right++) {
          const at = `${there.row + (down % there.rows)},${there.column + (right % there.columns)}`;
          const to = `${here.row + down},${here.column + right}`;
          this.#of().styles.set(to, from.#of().styles.get(at) ?? "Normal");
          this.#of().formats.set(to, from.#of().formats.get(at) ?? "General");
        }
    });
  }
  select(): void {
    const { book } = Context.host(this.asked);
    queue(this.asked, 20, () => {
      const { row, column } = this.#box();
      [book.active, book.selected] = [this.#of().name, `${String.fromCharCode(64 + column)}${row}`];
    });
  }
  #other(where: () => Box): Excel.Range {
    return new Range(this.asked, this.#of, where) as unknown as Excel.Range;
  }
  #write(rows: unknown[][]): void {
    const host = Context.host(this.asked);
    queue(this.asked, JSON.stringify(rows).length, () => {
      if (this.#of().shut) throw new RichApiError("AccessDenied", "The sheet is protected.");
      this.#each(rows, (at, value) => {
        // null leaves a cell as it is.
        if (value === null) return;
        const holds = entered(value);
        host.touched.push(`${this.#of().name}!${at}`);
        if (holds === "") this.#of().cells.delete(at);
        else this.#of().cells.set(at, holds);
      });
    });
  }
  #each(rows: unknown[][], visit: (at: string, value: unknown) => void): void {
    const { row, column, rows: high, columns: wide } = this.#box();
    if (!Array.isArray(rows) || rows.length !== high || rows.some((line) => !Array.isArray(line) || line.length !== wide))
      throw new RichApiError("InvalidArgument", "The number of rows or columns in the input array doesn't match the size or dimensions of the range.");
    rows.forEach((line, down) => line.forEach((value, right) => visit(`${row + down},${column + right}`, value)));
  }
}

export class RangeFormat {
  readonly #set: (what: string, value: unknown) => void;
  constructor(context: Context, of: () => Sheet, where: () => Box) {
    this.#set = (what, value): void =>
      queue(context, 30, () => {
        const { row, column, rows, columns } = where();
        if (what === "columnWidth") for (let right = 0; right < columns; right++) of().columns.set(column + right, value as number);
        else if (what === "rowHeight") for (let down = 0; down < rows; down++) of().rows.set(row + down, value as number);
      });
  }
  set columnWidth(width: number) {
    this.#set("columnWidth", width);
  }
  set rowHeight(height: number) {
    this.#set("rowHeight", height);
  }
  get font(): Font {
    return new Font((value) => this.#set("font", value));
  }
}

export class Font {
  readonly #set: (value: unknown) => void;
  constructor(set: (value: unknown) => void) {
    this.#set = set;
  }
  set bold(bold: boolean) {
    this.#set({ bold });
  }
  set italic(italic: boolean) {
    this.#set({ italic });
  }
  set color(color: string) {
    if (!/^#[0-9A-F]{6}$/i.test(color)) throw new RichApiError("InvalidArgument", color);
    this.#set({ color });
  }
  set name(name: string) {
    this.#set({ name });
  }
  set size(size: number) {
    this.#set({ size });
  }
}

export class Conditions {
  readonly #context: Context;
  readonly #of: () => Sheet;
  constructor(context: Context, of: () => Sheet) {
    [this.#context, this.#of] = [context, of];
  }
  add(kind: Excel.ConditionalFormatType | string): Excel.ConditionalFormat {
    if (kind !== "CellValue") throw new RichApiError("NotImplemented");
    const of = this.#of;
    const context = this.#context;
    const ignored = { font: new Font(() => undefined), fill: new Fill(() => undefined) };
    return {
      cellValue: {
        format: ignored,
        set rule(rule: Excel.ConditionalCellValueRule) {
          queue(context, 60, () => void of().conditions.push(rule.formula1));
        },
      },
    } as unknown as Excel.ConditionalFormat;
  }
}

export class Fill {
  readonly #set: (value: unknown) => void;
  constructor(set: (value: unknown) => void) {
    this.#set = set;
  }
  set color(color: string) {
    this.#set({ color });
  }
}

export class Validation {
  readonly #put: (rule: Excel.DataValidationRule) => void;
  constructor(context: Context, of: () => Sheet, where: () => Box) {
    this.#put = (rule): void => queue(context, 80, () => void of().lists.set(`${where().row},${where().column}`, String(rule.list?.source)));
  }
  set rule(rule: Excel.DataValidationRule) {
    this.#put(rule);
  }
}

export class Shapes extends Client {
  readonly #of: () => Sheet;
  constructor(context: Context, of: () => Sheet) {
    super(context, () => ({ items: of().shapes.map((shape) => shape.name) }));
    this.#of = of;
  }
  /** @internal */
  static sheet(shapes: Shapes): Sheet {
    return shapes.#of();
  }
  get items(): Excel.Shape[] {
    const of = this.#of;
    return this.got<string[]>("items").map((name) => new Shape(this.asked, of, () => of().shapes.find((shape) => shape.name === name)!, name) as unknown as Excel.Shape);
  }
  addImage(base64: string): Excel.Shape {
    const host = Context.host(this.asked);
    const made = { name: "Picture", left: 0, top: 0, alt: "", kind: "picture" as const };
    queue(this.asked, base64.length, () => {
      if (host.refuses.has("addImage")) throw new RichApiError("UnsupportedOperation");
      this.#of().shapes.push(made);
    });
    return new Shape(this.asked, this.#of, () => made) as unknown as Excel.Shape;
  }
}

export class Shape extends Client {
  readonly #of: () => Sheet;
  readonly #shape: () => import("./model").Shape;
  readonly #name: string | undefined;
  constructor(context: Context, of: () => Sheet, shape: () => import("./model").Shape, name?: string) {
    super(context, () => ({ ...shape() }));
    [this.#of, this.#shape, this.#name] = [of, shape, name];
  }
  get name(): string {
    return this.#name ?? this.got("name");
  }
  set name(name: string) {
    queue(this.asked, 40, () => void (this.#shape().name = name));
  }
  set left(left: number) {
    queue(this.asked, 20, () => void (this.#shape().left = left));
  }
  set top(top: number) {
    queue(this.asked, 20, () => void (this.#shape().top = top));
  }
  set altTextDescription(alt: string) {
    queue(this.asked, 20 + alt.length, () => void (this.#shape().alt = alt));
  }
  copyTo(destination?: Excel.Worksheet | string): Excel.Shape {
    const host = Context.host(this.asked);
    const to = (destination as unknown as Worksheet).shapes;
    const copy = { name: "", left: 0, top: 0, alt: "", kind: "group" as "group" | "picture" };
    queue(this.asked, 40, () => {
      if (host.refuses.has("copyTo")) throw new RichApiError("UnsupportedOperation");
      Object.assign(copy, this.#shape(), { name: `${this.#shape().name} copy` });
      Shapes.sheet(to).shapes.push(copy);
    });
    return new Shape(this.asked, () => Shapes.sheet(to), () => copy) as unknown as Excel.Shape;
  }
  delete(): void {
    queue(this.asked, 20, () => {
      const shapes = this.#of().shapes;
      // The oldest of that name: a copy stands behind it.
      shapes.splice(shapes.findIndex((shape) => shape.name === this.#name), 1);
    });
  }
}

export class Tables extends Client {
  readonly #of: () => Sheet;
  constructor(context: Context, of: () => Sheet) {
    super(context, () => ({ items: of().tables.map((table) => table.name) }));
    this.#of = of;
  }
  get items(): Excel.Table[] {
    return this.got<string[]>("items").map((name) => new Table(this.asked, this.#of, name) as unknown as Excel.Table);
  }
}

export class Table {
  readonly #range: () => Excel.Range;
  readonly #resize: (to: Excel.Range | string) => void;
  constructor(context: Context, of: () => Sheet, name: string) {
    const table = (): import("./model").Table => of().tables.find((one) => one.name === name)!;
    this.#range = (): Excel.Range => new Range(context, of, table) as unknown as Excel.Range;
    this.#resize = (to): void => {
      const range = to as Excel.Range;
      range.load("rowIndex,columnIndex,rowCount,columnCount");
      queue(context, 40, () => void Object.assign(table(), { row: range.rowIndex + 1, column: range.columnIndex + 1, rows: range.rowCount, columns: range.columnCount }));
    };
  }
  getRange(): Excel.Range {
    return this.#range();
  }
  resize(to: Excel.Range | string): void {
    this.#resize(to);
  }
}

export class Charts {
  readonly #found: (name: string) => Excel.Chart;
  constructor(context: Context, of: () => Sheet) {
    this.#found = (name): Excel.Chart => new Chart(context, of, name) as unknown as Excel.Chart;
  }
  getItemOrNullObject(name: string): Excel.Chart {
    return this.#found(name);
  }
}

export class Chart extends Client {
  readonly #gone: () => void;
  constructor(context: Context, of: () => Sheet, name: string) {
    super(context, () => (of().charts.includes(name) ? { name } : null));
    this.#gone = (): void => void (of().charts = of().charts.filter((one) => one !== name));
  }
  get isNullObject(): boolean {
    return this.got("isNullObject");
  }
  delete(): void {
    queue(this.asked, 20, this.#gone);
  }
}

export class Protection extends Client {
  constructor(context: Context, of: () => Sheet) {
    super(context, () => ({ protected: of().shut, options: { allowFormatCells: false, allowFormatRows: false } }));
  }
  get protected(): boolean {
    return this.got("protected");
  }
  get options(): Excel.WorksheetProtectionOptions {
    return this.got("options");
  }
}

export class PageLayout {
  readonly #context: Context;
  readonly #of: () => Sheet;
  constructor(context: Context, of: () => Sheet) {
    [this.#context, this.#of] = [context, of];
  }
  get headersFooters(): HeadersFooters {
    return once(this, "headersFooters", () => new HeadersFooters(this.#context, this.#of));
  }
  set orientation(value: Excel.PageOrientation | "Portrait" | "Landscape") {
    setter(this.#context, this.#of, "orientation", value);
  }
  set paperSize(value: Excel.PaperType | "A3" | "A4" | "A5") {
    setter(this.#context, this.#of, "paperSize", value);
  }
  set zoom(value: Excel.PageLayoutZoomOptions) {
    setter(this.#context, this.#of, "zoom", value);
  }
  set centerHorizontally(value: boolean) {
    setter(this.#context, this.#of, "centerHorizontally", value);
  }
  setPrintTitleRows(rows: Excel.Range | string): void {
    setter(this.#context, this.#of, "titleRows", rows);
  }
  setPrintArea(area: Excel.Range | Excel.RangeAreas | string): void {
    setter(this.#context, this.#of, "area", area);
  }
  setPrintMargins(unit: Excel.PrintMarginUnit | "Points" | "Inches" | "Centimeters", margins: Excel.PageLayoutMarginOptions): void {
    setter(this.#context, this.#of, "margins", { unit, ...margins });
  }
}

export class HeadersFooters {
  readonly #first: () => HeaderFooter;
  constructor(context: Context, of: () => Sheet) {
    const one = new HeaderFooter(context, of);
    this.#first = (): HeaderFooter => one;
  }
  get defaultForAllPages(): HeaderFooter {
    return this.#first();
  }
}

export class HeaderFooter extends Client {
  readonly #set: (what: string, value: string) => void;
  constructor(context: Context, of: () => Sheet) {
    super(context, () => ({ leftFooter: of().page["leftFooter"] ?? "", centerFooter: of().page["centerFooter"] ?? "", rightFooter: of().page["rightFooter"] ?? "" }));
    this.#set = (what, value): void => setter(context, of, what, value);
  }
  get leftFooter(): string {
    return this.got("leftFooter");
  }
  set leftFooter(text: string) {
    this.#set("leftFooter", text);
  }
  get centerFooter(): string {
    return this.got("centerFooter");
  }
  set centerFooter(text: string) {
    this.#set("centerFooter", text);
  }
  get rightFooter(): string {
    return this.got("rightFooter");
  }
  set rightFooter(text: string) {
    this.#set("rightFooter", text);
  }
}

export class PageBreaks {
  readonly #context: Context;
  readonly #of: () => Sheet;
  constructor(context: Context, of: () => Sheet) {
    [this.#context, this.#of] = [context, of];
  }
  add(at: Excel.Range | string): Excel.PageBreak {
    queue(this.#context, 20, () => void this.#of().breaks.push(String(at)));
    return {} as Excel.PageBreak;
  }
  removePageBreaks(): void {
    queue(this.#context, 20, () => void (this.#of().breaks = []));
  }
}

export class Styles extends Client {
  constructor(context: Context) {
    const { book } = Context.host(context);
    super(context, () => ({ items: [...book.styles] }));
  }
  get items(): Excel.Style[] {
    return this.got<string[]>("items").map((name) => new Style(this.asked, name, true) as unknown as Excel.Style);
  }
  add(name: string): void {
    const { book } = Context.host(this.asked);
    queue(this.asked, 40, () => {
      if (book.styles.has(name)) throw new RichApiError("ItemAlreadyExists");
      book.styles.add(name);
    });
  }
  getItem(name: string): Excel.Style {
    return new Style(this.asked, name) as unknown as Excel.Style;
  }
}

export class Style extends Client {
  readonly #set: (value: unknown) => void;
  readonly #name: string | undefined;
  constructor(context: Context, name: string, loaded = false) {
    const { book } = Context.host(context);
    super(context, () => (book.styles.has(name) ? { name } : null));
    this.#name = loaded ? name : undefined;
    this.#set = (value): void =>
      queue(context, 30 + JSON.stringify(value).length, () => {
        if (!book.styles.has(name)) throw new RichApiError("ItemNotFound", `no style ${name}`);
      });
  }
  get name(): string {
    return this.#name ?? this.got("name");
  }
  get font(): Font {
    return new Font(this.#set);
  }
  get fill(): Fill {
    return new Fill(this.#set);
  }
  get borders(): Excel.RangeBorderCollection {
    return { getItem: () => ({}) } as unknown as Excel.RangeBorderCollection;
  }
  set includeAlignment(value: boolean) {
    this.#set(value);
  }
  set includeBorder(value: boolean) {
    this.#set(value);
  }
  set includeFont(value: boolean) {
    this.#set(value);
  }
  set includeNumber(value: boolean) {
    this.#set(value);
  }
  set includePatterns(value: boolean) {
    this.#set(value);
  }
  set includeProtection(value: boolean) {
    this.#set(value);
  }
  set numberFormat(value: string) {
    this.#set(value);
  }
  set wrapText(value: boolean) {
    this.#set(value);
  }
  set indentLevel(value: number) {
    this.#set(value);
  }
  set horizontalAlignment(value: Excel.HorizontalAlignment | "Left" | "Center" | "Right") {
    this.#set(value);
  }
  set verticalAlignment(value: Excel.VerticalAlignment | "Top" | "Center") {
    this.#set(value);
  }
}

export class XmlParts {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }
  getByNamespace(namespace: string): Excel.CustomXmlPartScopedCollection {
    return new ScopedXmlParts(this.#context, namespace) as unknown as Excel.CustomXmlPartScopedCollection;
  }
  add(xml: string): Excel.CustomXmlPart {
    const { book } = Context.host(this.#context);
    queue(this.#context, xml.length, () => void book.customXml.push({ id: `{x${book.customXml.length}}`, xml }));
    return {} as Excel.CustomXmlPart;
  }
}

export class ScopedXmlParts extends Client {
  constructor(context: Context, namespace: string) {
    const { book } = Context.host(context);
    super(context, () => ({ items: book.customXml.filter(({ xml }) => xml.includes(`"${namespace}"`)).map(({ id }) => id) }));
  }
  get items(): Excel.CustomXmlPart[] {
    const { book } = Context.host(this.asked);
    const context = this.asked;
    return this.got<string[]>("items").map((id) => ({ setXml: (xml: string) => queue(context, xml.length, () => void (book.customXml.find((part) => part.id === id)!.xml = xml)) }) as unknown as Excel.CustomXmlPart);
  }
}
