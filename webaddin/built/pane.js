// src/engine/drawing.ts
async function picture({ svg, width, height }) {
  const place = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const drawn = new Image();
    drawn.src = place;
    await drawn.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const paper2 = canvas.getContext("2d");
    paper2.fillStyle = "#fff";
    paper2.fillRect(0, 0, width, height);
    paper2.drawImage(drawn, 0, 0, width, height);
    const png = await new Promise((done, failed) => canvas.toBlob((made) => made ? done(made) : failed(new Error("The picture is too large for this browser.")), "image/png"));
    return new Uint8Array(await png.arrayBuffer());
  } finally {
    URL.revokeObjectURL(place);
  }
}

// src/engine/engine.ts
var asCell = (_name, value) => typeof value === "number" && !Number.isFinite(value) ? "#NUM!" : value;
function batchOf(calls) {
  try {
    return JSON.stringify(calls, asCell) ?? "null";
  } catch {
    return "null";
  }
}
function ownEngine(site = "./", heard) {
  const worker = new Worker(new URL("worker.js", new URL(site, document.baseURI)), { type: "module" });
  const waiting = /* @__PURE__ */ new Map();
  let asked = 0;
  worker.onmessage = ({ data }) => {
    const who = waiting.get(data.id);
    if (!who) return;
    if ("progress" in data) {
      who.heard?.(data.progress);
      return;
    }
    if ("draw" in data) {
      void Promise.all(data.draw.map(picture)).catch(() => []).then((pictures) => worker.postMessage({ kind: "drawn", id: data.id, pictures }));
      return;
    }
    waiting.delete(data.id);
    if ("problem" in data) who.failed(new Error(data.problem));
    else who.done(data.answer);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const who of waiting.values()) who.failed(new Error("This page's engine could not be started; load the page again."));
    waiting.clear();
  };
  function ask2(question, hears) {
    return new Promise((done, failed) => {
      const id = ++asked;
      waiting.set(id, { done, failed, heard: hears });
      worker.postMessage({ ...question, id });
    });
  }
  const ready2 = ask2({ kind: "ready" }, heard).then(() => void 0);
  ready2.catch(() => void 0);
  return {
    ready: ready2,
    warm: () => ask2({ kind: "warm" }).then(() => void 0),
    call: async (calls) => JSON.parse(await ask2({ kind: "call", batch: batchOf(calls) })),
    press: (action, file2, options = {}, hears) => ask2({ kind: "press", action, file: file2, options }, hears),
    plan: async (action, file2, options = {}, hears) => {
      const { edits, answer } = await ask2({ kind: "plan", action, file: file2, options }, hears);
      return { edits: JSON.parse(edits), answer };
    },
    look: (file2, options = {}) => ask2({ kind: "look", file: file2, options }),
    judge: (file2, options = {}, hears) => ask2({ kind: "judge", file: file2, options }, hears),
    maps: (file2, options = {}, hears) => ask2({ kind: "maps", file: file2, options }, hears)
  };
}

// src/page/dom.ts
function el(tag, given2 = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given2)) {
    if (value === void 0 || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => typeof child === "string" || child instanceof Node));
  return made;
}
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found;
}
function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => typeof child === "string" || child instanceof Node));
}
var counted = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;

// src/page/asking.ts
var FILES = {
  files: { label: "Files to bring in", hint: "Published tables and workbooks (.csv, .xlsx, .ods, .zip). They are only read.", accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.zip", many: true },
  paper: { label: "The paper", hint: "The Word document (.docx). It stays as it is: you save a new copy.", accept: ".docx", many: false },
  text: { label: "The paper to check", hint: "A Word document or a text (.docx, .txt, .md); it is only read.", accept: ".docx,.docm,.txt,.md", many: false }
};
async function ask(button, looked2, beside, workbook2) {
  const field = fieldFor(button, looked2, beside, workbook2);
  if (!field) return button.asks === "pack" ? { answers: [`${stem(workbook2)} (data pack).xlsx`] } : {};
  const dialog = byId("ask");
  const fault = el("p", { class: "fault", id: "ask-fault", role: "alert" });
  return new Promise((done) => {
    const closed = () => done(null);
    const submitted = async (event) => {
      event.preventDefault();
      const given2 = await field.read();
      if (typeof given2 === "string") {
        fault.textContent = given2;
        dialog.querySelector("input, select")?.focus();
        return;
      }
      dialog.removeEventListener("close", closed);
      dialog.close();
      done(given2);
    };
    fill(
      dialog,
      el(
        "form",
        { submit: submitted, novalidate: true },
        el("h2", { id: "ask-title" }, button.label),
        el("p", { class: "quiet" }, button.help),
        field.element,
        fault,
        el(
          "p",
          { class: "saves" },
          el("button", { type: "submit" }, button.label),
          el("button", { type: "button", class: "second", click: () => dialog.close() }, "Cancel")
        )
      )
    );
    dialog.addEventListener("close", closed, { once: true });
    dialog.showModal();
    dialog.querySelector("input, select")?.focus();
  });
}
var stem = (name) => name.replace(/\.[^.]*$/, "");
function fieldFor(button, looked2, beside, workbook2) {
  if (button.name === "explain-cell") return cell(looked2);
  if (button.asks === "cycle") return cycle();
  if (button.asks === "new paper") return paper(looked2, workbook2);
  if (button.asks === "returns") return returns(beside);
  const files = FILES[button.asks];
  return files ? chosen(files) : null;
}
function labelled(label, hint, input) {
  input.id = `ask-${label.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  input.setAttribute("aria-describedby", hint ? `${input.id}-hint ask-fault` : "ask-fault");
  return el(
    "div",
    { class: "field" },
    el("label", { for: input.id }, label),
    hint ? el("p", { class: "hint", id: `${input.id}-hint` }, hint) : null,
    input
  );
}
function cell(looked2) {
  const sheet = el("select", {}, ...looked2.sheets.map((name) => el("option", {}, name)));
  const address2 = el("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  return {
    element: el("div", {}, labelled("Sheet", "", sheet), labelled("Cell", "Its address, such as D7.", address2)),
    read: async () => {
      const typed = address2.value.trim().toUpperCase().replaceAll("$", "");
      if (!/^[A-Z]{1,3}[1-9]\d{0,6}$/.test(typed)) return "Type the address of one cell, such as D7.";
      return { selected: `'${sheet.value.replaceAll("'", "''")}'!${typed}` };
    }
  };
}
function cycle() {
  const input = el("input", { type: "text", autocomplete: "off" });
  return {
    element: labelled("What is the next cycle called?", "As it is to stand in the workbook, such as Q2 2026/27.", input),
    read: async () => input.value.trim() ? { answers: [input.value.trim()] } : "Type what the next cycle is called."
  };
}
function paper(looked2, workbook2) {
  const which = el("select", {}, ...looked2.papers.map((one) => el("option", { value: one.name }, one.title)));
  return {
    element: labelled("Which paper?", looked2.papers.length ? "Those that this workbook has tables for." : "", which),
    read: async () => {
      const kind = looked2.papers.find((one) => one.name === which.value);
      return kind ? { answers: [`${stem(workbook2)} - ${kind.title}.docx`, kind.name] } : "This workbook has no tables that a paper could be written from.";
    }
  };
}
function returns(beside) {
  const picks = beside.map((one, number) => ({ one, box: el("input", { type: "checkbox", id: `ask-return-${number}`, checked: true }) }));
  const input = el("input", { type: "file", multiple: true, accept: ".xlsx,.xlsm" });
  const had = picks.length ? el(
    "fieldset",
    { class: "field" },
    el("legend", {}, "Returns that you opened with the workbook"),
    ...picks.map(({ one, box }) => el("label", { class: "pick", for: box.id }, box, one.name))
  ) : null;
  return {
    element: el("div", {}, had, labelled(picks.length ? "More returns" : "The commands’ returns", "Choose all of them at once. They are only read.", input)),
    read: async () => {
      const files = {};
      for (const { one, box } of picks) if (box.checked) files[one.name] = one.data;
      for (const file2 of input.files ?? []) files[file2.name] = await bytesOf(file2);
      return Object.keys(files).length ? { files } : "Choose at least one return.";
    }
  };
}
function chosen(asked) {
  const input = el("input", { type: "file", multiple: asked.many, accept: asked.accept });
  return {
    element: labelled(asked.label, asked.hint, input),
    read: async () => {
      const files = {};
      for (const file2 of input.files ?? []) files[file2.name] = await bytesOf(file2);
      return Object.keys(files).length ? { files } : "Choose a file first.";
    }
  };
}
var bytesOf = async (file2) => new Uint8Array(await file2.arrayBuffer());

// src/addin/batch.ts
var MOST_CALLS = 5e3;
var PAUSE = 10;
var Batcher = class {
  #asked = /* @__PURE__ */ new Map();
  #timer;
  #ask;
  constructor(ask2) {
    this.#ask = ask2;
  }
  /** Answers one call, together with those that are made at the same time. */
  ask(call) {
    return new Promise((done, failed) => {
      const spelt = JSON.stringify(call);
      const same3 = this.#asked.get(spelt);
      if (same3) same3.who.push({ done, failed });
      else this.#asked.set(spelt, { call, who: [{ done, failed }] });
      if (this.#asked.size >= MOST_CALLS) this.#send();
      else this.#timer ??= setTimeout(() => this.#send(), PAUSE);
    });
  }
  #send() {
    clearTimeout(this.#timer);
    this.#timer = void 0;
    const asked = [...this.#asked.values()];
    this.#asked = /* @__PURE__ */ new Map();
    this.#ask(asked.map((each2) => each2.call)).then(
      (answers) => asked.forEach(({ who }, place) => {
        const answer = answers[place];
        for (const each2 of who) answer ? each2.done(answer) : each2.failed(new Error("Scorecard left this call unanswered."));
      }),
      (problem2) => asked.forEach(({ who }) => who.forEach((each2) => each2.failed(problem2)))
    );
  }
};

// src/addin/cells.ts
function letters(column) {
  const before = Math.floor((column - 1) / 26);
  return (before ? letters(before) : "") + String.fromCharCode(65 + (column - 1) % 26);
}
var address = (row, column) => `${letters(column)}${row}`;
function plain(formula) {
  return formula.replace(/_xlfn\.|_xlws\.|_xldudf_/gi, "").replace(/(?<=[A-Za-z]\w*)\.(?=[A-Za-z])/g, "_").replace(/[\s@]/g, "").toUpperCase();
}
var tidy = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();
var blank = (value) => value === null || typeof value === "string" && !tidy(value);
function same(here, there) {
  if (blank(here) || blank(there)) return blank(here) && blank(there);
  if (typeof here === "number" && typeof there === "number")
    return Math.abs(here - there) <= 1e-12 * Math.max(Math.abs(here), Math.abs(there), 1e-3);
  if (typeof here === "string" && typeof there === "string") return tidy(here) === tidy(there);
  return here === there;
}
var isFormula = (value) => typeof value === "string" && value.startsWith("=");
function stillHolds(edit, formula) {
  const [, , , old, oldFormula] = edit;
  if (oldFormula || isFormula(formula)) return isFormula(formula) && plain(formula) === plain(oldFormula);
  return same(formula, old);
}
var written = (edit) => edit[6] || edit[5];
function holdsOurs(edit, formula) {
  const ours = written(edit);
  if (isFormula(ours)) return isFormula(formula) && plain(formula) === plain(ours);
  return !isFormula(formula) && same(formula, String(ours).startsWith("'") ? String(ours).slice(1) : ours);
}
var MOST_ROWS = 2e3;
var MOST_CHARACTERS = 5e5;
function blocks(cells) {
  const runs = [];
  let size = 0;
  for (const edit of [...cells].sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[2] - b[2] || a[1] - b[1])) {
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
  runs.sort((a, b) => compare(a[0][0], b[0][0]) || a[0][1] - b[0][1] || a.length - b.length || a[0][2] - b[0][2]);
  const found = [];
  let held = 0;
  for (const run of runs) {
    const [first] = run;
    const block = found.at(-1);
    const weighs = run.reduce((sum, edit) => sum + weight(edit), 0);
    held += weighs;
    if (block && block.sheet === first[0] && block.row === first[1] && block.rows.length === run.length && block.column + block.rows[0].length === first[2] && held < MOST_CHARACTERS)
      run.forEach((edit, down) => block.rows[down].push(edit));
    else {
      found.push({ sheet: first[0], row: first[1], column: first[2], rows: run.map((edit) => [edit]) });
      held = weighs;
    }
  }
  return found;
}
var compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
var weight = (edit) => 12 + String(edit[5]).length + edit[6].length + String(edit[3]).length;

// src/addin/dressing.ts
var ALIGNED = { left: "Left", center: "Center", right: "Right", top: "Top" };
var EDGES = ["EdgeLeft", "EdgeRight", "EdgeTop", "EdgeBottom"];
var points = (width) => width * 5.25 + 3.75;
async function makeStyles(context, names, { styles: looks, following }) {
  const all = context.workbook.styles;
  all.load("items/name");
  await context.sync();
  const known = new Set(all.items.map(({ name }) => name));
  const there = (name) => known.has(name);
  const follow2 = Object.entries(following).flatMap(([above, below]) => there(above) ? [below] : []);
  for (const name of /* @__PURE__ */ new Set([...names, ...follow2])) {
    const look2 = looks[name];
    if (there(name) || !look2) continue;
    context.workbook.styles.add(name);
    give(context.workbook.styles.getItem(name), look2);
  }
  await context.sync();
}
function give(style, look2) {
  style.includeProtection = false;
  style.includeNumber = look2.number_format !== void 0;
  style.includePatterns = look2.fill !== void 0;
  style.includeBorder = look2.lines !== void 0;
  style.includeAlignment = look2.horizontal !== void 0 || look2.vertical !== void 0 || look2.wrap !== void 0 || look2.indent !== void 0;
  style.includeFont = look2.font_name !== void 0 || look2.font_colour !== void 0 || look2.italic !== void 0 || look2.bold !== void 0;
  if (look2.number_format !== void 0) style.numberFormat = look2.number_format;
  if (look2.fill !== void 0) style.fill.color = `#${look2.fill}`;
  if (look2.font_name !== void 0) style.font.name = look2.font_name;
  if (look2.font_size !== void 0) style.font.size = look2.font_size;
  if (look2.font_colour !== void 0) style.font.color = `#${look2.font_colour}`;
  if (look2.bold !== void 0) style.font.bold = look2.bold;
  if (look2.italic !== void 0) style.font.italic = look2.italic;
  if (look2.wrap !== void 0) style.wrapText = look2.wrap;
  if (look2.indent !== void 0) style.indentLevel = look2.indent;
  if (look2.horizontal !== void 0) style.horizontalAlignment = ALIGNED[look2.horizontal];
  if (look2.vertical !== void 0) style.verticalAlignment = ALIGNED[look2.vertical];
  if (look2.lines !== void 0)
    for (const edge of EDGES) {
      const line = style.borders.getItem(edge);
      line.style = "Continuous";
      line.color = `#${look2.lines}`;
    }
}
function dressColumn(context, column, more) {
  const sheet = context.workbook.worksheets.getItem(column.sheet);
  const high = column.bottom - column.top + 1;
  const source = sheet.getRangeByIndexes(column.top - 1, column.neighbour - 1, high, 1);
  sheet.getRangeByIndexes(column.top - 1, column.column - 1, high, 1).copyFrom(source, "Formats");
  if (column.bottom <= column.header) return;
  const rows = column.bottom - column.header;
  sheet.getRangeByIndexes(column.header, column.column - 1, rows, 1).numberFormat = Array.from({ length: rows }, () => [column.number_format]);
  const coloured = sheet.getRangeByIndexes(column.header, column.column - 1, rows + more, 1);
  for (const { word, fill: fill2, ink, bold } of column.words) {
    const { cellValue } = coloured.conditionalFormats.add("CellValue");
    cellValue.format.fill.color = fill2;
    cellValue.format.font.color = ink;
    cellValue.format.font.bold = bold;
    cellValue.rule = { formula1: `="${word}"`, operator: "EqualTo" };
  }
}
var footerOf = ({ leftFooter, centerFooter, rightFooter }) => ({
  Left: leftFooter,
  Center: centerFooter,
  Right: rightFooter
});
var isFooter = (a, b) => a.Left === b.Left && a.Center === b.Center && a.Right === b.Right;
async function setPages(context, pages) {
  const asked = pages.map((page) => {
    const layout = context.workbook.worksheets.getItem(page.sheet).pageLayout;
    layout.headersFooters.defaultForAllPages.load("leftFooter,centerFooter,rightFooter");
    return { page, layout };
  });
  await context.sync();
  for (const { page, layout } of asked) {
    const footer = layout.headersFooters.defaultForAllPages;
    const over = page.footer_over === null || page.footer_over.some((each2) => isFooter(each2, footerOf(footer)));
    setPage(context, page, layout);
    if (page.footer && over) [footer.leftFooter, footer.centerFooter, footer.rightFooter] = [page.footer.Left, page.footer.Center, page.footer.Right];
  }
  await context.sync();
}
function setPage(context, page, layout) {
  if (page.columns && page.column_width !== null)
    context.workbook.worksheets.getItem(page.sheet).getRange(page.columns).format.columnWidth = points(page.column_width);
  if (page.landscape !== null) layout.orientation = page.landscape ? "Landscape" : "Portrait";
  if (page.paper !== null) layout.paperSize = page.paper;
  if (page.pages_wide !== null || page.pages_tall !== null) {
    const zoom = {};
    if (page.pages_wide) zoom.horizontalFitToPages = page.pages_wide;
    if (page.pages_tall) zoom.verticalFitToPages = page.pages_tall;
    layout.zoom = zoom;
  }
  if (page.title_rows) layout.setPrintTitleRows(`$${page.title_rows[0]}:$${page.title_rows[1]}`);
  if (page.centred !== null) layout.centerHorizontally = page.centred;
  if (Object.keys(page.margins).length) layout.setPrintMargins("Inches", page.margins);
}
async function layOut(context, carried, dressed) {
  const sheets = context.workbook.worksheets;
  for (const each2 of carried.formats)
    sheets.getItem(each2.sheet).getRangeByIndexes(each2.row - 1, each2.column - 1, 1, 1).numberFormat = [[each2.number_format]];
  for (const laid of carried.layouts) if (dressed.has(laid.sheet)) layOne(sheets.getItem(laid.sheet), laid);
  for (const { sheet, row, styles, height } of carried.styled)
    if (dressed.has(sheet)) {
      styles.forEach((style, right) => sheets.getItem(sheet).getRangeByIndexes(row - 1, right, 1, 1).style = style);
      sheets.getItem(sheet).getRangeByIndexes(row - 1, 0, 1, 1).format.rowHeight = height;
    }
  for (const { sheet, rows } of carried.breaks)
    if (dressed.has(sheet)) {
      const breaks = sheets.getItem(sheet).horizontalPageBreaks;
      breaks.removePageBreaks();
      rows.forEach((row) => breaks.add(`A${row}`));
    }
  for (const { sheet, cell: cell3, source } of carried.choices)
    sheets.getItem(sheet).getRange(cell3).dataValidation.rule = { list: { inCellDropDown: true, source: `=${source}` } };
  await context.sync();
}
function layOne(sheet, laid) {
  for (const [column, width] of laid.widths) sheet.getRange(`${letters(column)}:${letters(column)}`).format.columnWidth = points(width);
  for (const [row, height] of laid.heights) sheet.getRange(`${row}:${row}`).format.rowHeight = height;
  for (const [cells, style] of laid.styles) sheet.getRange(cells).style = style;
  for (const row of laid.pages_begin) sheet.horizontalPageBreaks.add(`A${row}`);
  if (laid.area) sheet.pageLayout.setPrintArea(laid.area);
}

// src/addin/ledger.ts
function without(xml, entries) {
  const found = /^(<ledger [^>]*form="1"[^>]*>)([\s\S]*)(<\/ledger>)$/.exec(xml);
  if (!entries.length || !found) return xml;
  const gone = new Set(entries.map((entry) => JSON.stringify(entry)));
  const tables = JSON.parse(unescaped(found[2]));
  const kept = tables.map(([kind, sheet, rows]) => [kind, sheet, rows.filter(([row, field]) => !gone.has(JSON.stringify([kind, sheet, row, field])))]).filter(([, , rows]) => rows.length);
  return found[1] + escaped(JSON.stringify(kept)) + found[3];
}
var escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
var unescaped = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
async function writeLedger(context, ledger, refused) {
  const parts = context.workbook.customXmlParts.getByNamespace(ledger.namespace);
  parts.load("items/id");
  await context.sync();
  const xml = without(ledger.xml, refused);
  const [part] = parts.items;
  if (part) part.setXml(xml);
  else context.workbook.customXmlParts.add(xml);
  await context.sync();
}

// src/addin/sheets.ts
var MOST_IN_A_BOOK = 45e5;
async function addSheets(context, sheets, picture3) {
  const added = { there: /* @__PURE__ */ new Set(), plain: [], refused: [], left: [] };
  for (const sheet of sheets) {
    const { worksheets } = context.workbook;
    worksheets.load("items/name,items/position");
    await context.sync();
    const after = worksheets.items.find(({ name }) => sheet.after !== null && same2(name, sheet.after));
    if (worksheets.items.some(({ name }) => same2(name, sheet.name))) {
      added.refused.push({ sheet: sheet.name, cell: "", would: "a new sheet" });
      continue;
    }
    added.there.add(sheet.name);
    if (await inserted(context, sheet, after?.name ?? null)) continue;
    const made = context.workbook.worksheets.add(sheet.name);
    if (after) made.position = after.position + 1;
    plainly(made, sheet);
    await context.sync();
    added.plain.push(sheet);
    added.left.push(`The sheet '${sheet.name}' came without its colours and its page for printing: Excel did not take it in whole.`);
    for (const shape of sheet.drawn) added.left.push(await drawPicture(context, sheet.name, shape, "A1", [shape], picture3));
  }
  return added;
}
async function inserted(context, sheet, after) {
  if (sheet.book.length > MOST_IN_A_BOOK) return false;
  try {
    context.workbook.insertWorksheetsFromBase64(
      sheet.book,
      after === null ? { positionType: "End" } : { positionType: "After", relativeTo: after }
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
function plainly(made, sheet) {
  made.showGridlines = false;
  sheet.widths.forEach((width, right) => made.getRangeByIndexes(0, right, 1, 1).format.columnWidth = points(width));
  if (!sheet.headings.length) return;
  const headings = made.getRangeByIndexes(sheet.head - 1, 0, 1, sheet.headings.length);
  headings.values = [sheet.headings];
  headings.format.font.bold = true;
}
async function draw(context, drawing, picture3) {
  const ours = [drawing.name, ...drawing.loose];
  if (drawing.book.length <= MOST_IN_A_BOOK && await copied(context, drawing, ours)) return "";
  return drawPicture(context, drawing.sheet, drawing.name, drawing.cell, ours, picture3);
}
async function copied(context, drawing, ours) {
  let there;
  try {
    there = context.workbook.insertWorksheetsFromBase64(drawing.book, { positionType: "End" });
    await context.sync();
  } catch {
    return false;
  }
  const [id] = there.value;
  if (id === void 0) return false;
  const lent = context.workbook.worksheets.getItem(id);
  try {
    const sheet = context.workbook.worksheets.getItem(drawing.sheet);
    const corner = sheet.getRange(drawing.cell);
    lent.shapes.load("items/name");
    sheet.shapes.load("items/name");
    corner.load("left,top");
    await context.sync();
    const shape = lent.shapes.items.find((each2) => same2(each2.name, drawing.name));
    if (!shape) return false;
    const before = sheet.shapes.items.filter((each2) => ours.some((name) => same2(each2.name, name)));
    const copy = shape.copyTo(sheet);
    [copy.name, copy.left, copy.top] = [drawing.name, corner.left, corner.top];
    await context.sync();
    before.forEach((each2) => each2.delete());
    await context.sync();
    return true;
  } catch {
    return false;
  } finally {
    lent.delete();
    await context.sync();
  }
}
async function drawPicture(context, name, shape, cell3, ours, picture3) {
  const sorry = `The map '${shape}' was not drawn on '${name}': Excel did not take its shapes in. Draw it on Scorecard's own page, or in desktop Excel.`;
  const seen = await picture3(shape).catch(() => null);
  if (seen === null || seen.png.length > MOST_IN_A_BOOK) return sorry;
  try {
    const sheet = context.workbook.worksheets.getItem(name);
    const corner = sheet.getRange(cell3);
    sheet.shapes.load("items/name");
    corner.load("left,top");
    await context.sync();
    const before = sheet.shapes.items.filter((each2) => ours.some((one) => same2(each2.name, one)));
    const drawn = sheet.shapes.addImage(seen.png);
    [drawn.name, drawn.left, drawn.top] = [shape, corner.left, corner.top];
    drawn.altTextDescription = seen.says;
    await context.sync();
    before.forEach((each2) => each2.delete());
    await context.sync();
  } catch {
    return sorry;
  }
  return `The map '${shape}' is a picture here: Excel did not take its shapes in, so its stations cannot be moved by hand.`;
}
var same2 = (a, b) => a.trim().toLowerCase() === b.trim().toLowerCase();
async function tableOver(context, grown) {
  const { tables } = context.workbook.worksheets.getItem(grown.sheet);
  tables.load("items/name");
  await context.sync();
  const found = tables.items.map((table) => ({ table, range: table.getRange() }));
  found.forEach(({ range }) => range.load("rowIndex,columnIndex,rowCount,columnCount"));
  await context.sync();
  const within = ({ range }) => range.rowIndex + 1 === grown.header && range.columnIndex < grown.left && grown.left <= range.columnIndex + range.columnCount;
  return found.find(within) ?? null;
}
async function dressRows(context, grown) {
  const over = await tableOver(context, grown);
  const last = Math.max(grown.last, over ? over.range.rowIndex + over.range.rowCount : 0);
  if (!(grown.header < last && last < grown.bottom)) return;
  const sheet = context.workbook.worksheets.getItem(grown.sheet);
  const wide = grown.right - grown.left + 1;
  const source = sheet.getRangeByIndexes(last - 1, grown.left - 1, 1, wide);
  sheet.getRangeByIndexes(last, grown.left - 1, grown.bottom - last, wide).copyFrom(source, "Formats");
  await context.sync();
}
async function growTable(context, grown) {
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
async function removeCharts(context, gone) {
  const charts = gone.map(({ sheet, name }) => context.workbook.worksheets.getItem(sheet).charts.getItemOrNullObject(name));
  charts.forEach((chart) => chart.load("name"));
  await context.sync();
  charts.forEach((chart) => chart.isNullObject || chart.delete());
  await context.sync();
}

// src/addin/writing.ts
var MOST_IN_A_MESSAGE = 1e6;
var MOST_TIMES = 8;
async function writeCells(context, cells, looks, dressed, heard) {
  const done = { written: 0, refused: [] };
  let seen = 0;
  for (const group of grouped(blocks(cells))) {
    const readings = group.map((block) => read(context, block, dressed.has(block.sheet)));
    await context.sync();
    const held = [];
    for (const reading of readings) {
      each(reading.block, (edit, down, right) => {
        if (stillHolds(edit, reading.range.formulas[down][right])) held.push(edit);
        else done.refused.push(refusal(edit));
      });
    }
    const mine = new Set(held);
    const before = readings.map((reading) => write(context, reading, mine, looks, dressed.has(reading.block.sheet)));
    await context.sync();
    const over = [];
    readings.forEach(
      ({ block }, place) => each(block, (edit, down, right) => {
        const was = before[place].formulas[down][right];
        if (mine.has(edit) && !edit[10] && !stillHolds(edit, was)) over.push([edit, was]);
      })
    );
    await putBack(context, over);
    done.refused.push(...over.map(([edit]) => refusal(edit)));
    done.written += held.length - over.length;
    seen += group.reduce((sum, block) => sum + block.rows.length * block.rows[0].length, 0);
    heard(seen, cells.length);
  }
  return done;
}
function* grouped(all) {
  let group = [];
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
function each(block, visit) {
  block.rows.forEach((row, down) => row.forEach((edit, right) => visit(edit, down, right)));
}
var rangeOf = (context, block) => context.workbook.worksheets.getItem(block.sheet).getRangeByIndexes(block.row - 1, block.column - 1, block.rows.length, block.rows[0].length);
function read(context, block, dressed) {
  const range = rangeOf(context, block);
  range.load("formulas");
  const above = [];
  if (dressed && block.row > 1)
    block.rows[0].forEach((_, right) => {
      const sheet = context.workbook.worksheets.getItem(block.sheet);
      const cell3 = sheet.getRangeByIndexes(block.row - 2, block.column - 1 + right, 1, 1);
      const own = sheet.getRangeByIndexes(block.row - 1, block.column - 1 + right, 1, 1);
      cell3.load("style,numberFormat");
      own.load("style");
      above.push({ cell: cell3, own });
    });
  return { block, range, above };
}
function write(context, { block, above }, mine, looks, dressed) {
  const before = rangeOf(context, block);
  before.load("formulas");
  const range = rangeOf(context, block);
  range.formulas = block.rows.map((row) => row.map((edit) => mine.has(edit) && !edit[10] ? written(edit) : null));
  each(block, (edit, down, right) => {
    if (mine.has(edit) && edit[9]) range.getCell(down, right).numberFormat = [[edit[9]]];
  });
  if (dressed) {
    above.forEach((pair, right) => follow(range, pair, right, block, mine, looks));
    marked(range, block, mine);
  }
  return before;
}
function follow(range, { cell: cell3, own }, right, block, mine, { following, figures }) {
  const style = following[cell3.style];
  const first = block.rows[0][right];
  if (!style || own.style !== "Normal" || !mine.has(first) || first[6] || first[10]) return;
  const column = range.getCell(0, right).getResizedRange(block.rows.length - 1, 0);
  column.style = style;
  const shown = cell3.numberFormat[0]?.[0];
  if (figures.includes(cell3.style) && typeof shown === "string" && shown !== "General")
    column.numberFormat = block.rows.map(() => [shown]);
}
function marked(range, block, mine) {
  block.rows[0].forEach((_, right) => {
    for (let down = 0; down < block.rows.length; ) {
      const edit = block.rows[down][right];
      let last = down;
      while (last + 1 < block.rows.length && alike(edit, block.rows[last + 1][right], mine)) last++;
      if (edit[7] && mine.has(edit)) range.getCell(down, right).getResizedRange(last - down, 0).style = edit[7];
      down = last + 1;
    }
  });
}
var alike = (a, b, mine) => a[7] === b[7] && mine.has(a) === mine.has(b);
async function putBack(context, over) {
  let wrong = over.map(([edit, was]) => ({ edit, was, put: written(edit) }));
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
      const found = ranges[place].formulas[0][0];
      return holdsOurs(withValue(edit, put), found) ? [] : [{ edit, was: found, put: asTyped(was) }];
    });
  }
}
var asTyped = (value) => typeof value === "string" && value && !value.startsWith("=") ? `'${value}` : value;
function withValue(edit, value) {
  const other = [...edit];
  [other[5], other[6]] = [value, ""];
  return other;
}
function refusal(edit) {
  const would = String(written(edit)).replace(/^'/, "");
  return { sheet: edit[0], cell: address(edit[1], edit[2]), would: would || "blank" };
}

// src/addin/workbook.ts
var SLICE = 4194304;
function workbook(heard = () => void 0) {
  return new Promise((done, failed) => {
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, (result) => {
      if (result.status !== Office.AsyncResultStatus.Succeeded) {
        failed(new Error(`Excel did not hand over the workbook (${result.error.message}). Save it and try again.`));
        return;
      }
      const file2 = result.value;
      const whole = new Uint8Array(file2.size);
      let filled = 0;
      const next = (slice) => file2.getSliceAsync(slice, (part) => {
        if (part.status !== Office.AsyncResultStatus.Succeeded || filled + part.value.data.length > file2.size) {
          file2.closeAsync();
          failed(new Error("A part of the workbook did not come from Excel. Try again."));
          return;
        }
        whole.set(part.value.data, filled);
        filled += part.value.data.length;
        heard(slice + 1, file2.sliceCount);
        if (slice + 1 < file2.sliceCount) next(slice + 1);
        else {
          file2.closeAsync();
          if (filled === file2.size) done(whole);
          else failed(new Error("A part of the workbook did not come from Excel. Try again."));
        }
      });
      next(0);
    });
  });
}

// src/addin/book.ts
async function carryOut(asked, heard = () => void 0, picture3 = () => Promise.resolve(null)) {
  return Excel.run(async (context) => {
    const outcome = { written: 0, refused: [], left: [...asked.left] };
    const take = ({ written: written2, refused }) => {
      outcome.written += written2;
      outcome.refused.push(...refused);
    };
    const added = await addSheets(context, asked.sheets, picture3);
    outcome.refused.push(...added.refused);
    outcome.left.push(...added.left);
    for (const { name, cells: cells2 } of asked.sheets)
      if (added.there.has(name) && !added.plain.some((sheet) => sheet.name === name)) outcome.written += cells2.length;
    const there = await standing(context, added.refused);
    const carried = onThem(asked, there);
    const planned = [...asked.cells, ...asked.sheets.flatMap((sheet) => sheet.cells)];
    for (const name of new Set(asked.cells.map(([sheet]) => sheet)))
      if (!there.has(name) && !added.refused.some(({ sheet }) => sheet === name)) outcome.refused.push({ sheet: name, cell: "", would: "written on" });
    const cells = [...added.plain.flatMap((sheet) => sheet.cells), ...carried.cells];
    const dressed = await openForLooks(context, carried, added.there);
    await makeStyles(context, stylesOf(carried, cells), carried);
    await dressColumns(context, carried, cells);
    for (const grown of carried.grown) if (dressed.has(grown.sheet)) await dressRows(context, grown);
    take(await writeCells(context, cells, carried, dressed, heard));
    const here = new Set(outcome.refused.map(({ sheet }) => sheet));
    for (const grown of carried.grown) if (!here.has(grown.sheet)) await growTable(context, grown);
    await setPages(context, carried.pages);
    await layOut(context, carried, dressed);
    await removeCharts(context, carried.gone_charts);
    for (const drawing of carried.drawings) outcome.left.push(await draw(context, drawing, picture3));
    if (carried.ledger) await writeLedger(context, carried.ledger, entriesOf(planned, outcome.refused));
    outcome.left = outcome.left.filter((sentence2) => sentence2);
    return outcome;
  });
}
async function show(sheet, cell3 = "") {
  return Excel.run(async (context) => {
    const found = context.workbook.worksheets.getItemOrNullObject(sheet);
    found.load("name");
    await context.sync();
    if (found.isNullObject) return false;
    found.activate();
    if (cell3) found.getRange(cell3).select();
    await context.sync();
    return true;
  });
}
async function selectedCell() {
  return Excel.run(async (context) => {
    const cell3 = context.workbook.getActiveCell();
    cell3.load("address");
    await context.sync();
    return cell3.address;
  });
}
async function openForLooks(context, carried, there) {
  const named2 = [carried.cells.map(([sheet]) => sheet), ...[carried.grown, carried.layouts, carried.styled, carried.breaks].map((part) => part.map(({ sheet }) => sheet))];
  const sheets = [...new Set(named2.flat())].filter((name) => !there.has(name));
  const asked = sheets.map((name) => ({ name, protection: context.workbook.worksheets.getItem(name).protection }));
  asked.forEach(({ protection }) => protection.load("protected,options"));
  await context.sync();
  const open = asked.filter(({ protection: { protected: shut, options } }) => !shut || options.allowFormatCells && options.allowFormatRows);
  return /* @__PURE__ */ new Set([...there, ...open.map(({ name }) => name)]);
}
var stylesOf = (carried, cells) => [...cells.map((edit) => edit[7]), ...carried.styled.flatMap(({ styles }) => styles), ...carried.layouts.flatMap(({ styles }) => styles.map(([, style]) => style))].filter((name) => name in carried.styles);
async function dressColumns(context, carried, cells) {
  const asked = carried.columns.map((column) => {
    const heading = context.workbook.worksheets.getItem(column.sheet).getRangeByIndexes(column.header - 1, column.column - 1, 1, 1);
    heading.load("formulas");
    return { column, heading };
  });
  await context.sync();
  for (const { column, heading } of asked) {
    const planned = cells.find((edit) => edit[0] === column.sheet && edit[1] === column.header && edit[2] === column.column);
    const now = heading.formulas[0][0];
    if (now === "" || planned && now === planned[3]) dressColumn(context, column, carried.more_rows);
  }
  await context.sync();
}
function entriesOf(cells, refused) {
  const left = new Set(refused.map(({ sheet, cell: cell3 }) => `${sheet}!${cell3}`));
  return cells.flatMap((edit) => edit[8] && (left.has(`${edit[0]}!`) || left.has(`${edit[0]}!${address(edit[1], edit[2])}`)) ? [edit[8]] : []);
}
async function standing(context, refused) {
  const { worksheets } = context.workbook;
  worksheets.load("items/name");
  await context.sync();
  const theirs = new Set(refused.map(({ sheet }) => sheet));
  return new Set(worksheets.items.map(({ name }) => name).filter((name) => !theirs.has(name)));
}
function onThem(carried, there) {
  const on = (part) => part.filter(({ sheet }) => there.has(sheet));
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
    gone_charts: on(carried.gone_charts)
  };
}

// src/addin/functions.ts
var CODES = {
  "#VALUE!": "invalidValue",
  "#N/A": "notAvailable",
  "#DIV/0!": "divisionByZero",
  "#NUM!": "invalidNumber",
  "#NULL!": "nullReference",
  "#NAME?": "invalidName",
  "#REF!": "invalidReference"
};
var SAID = /* @__PURE__ */ new Set(["#VALUE!", "#N/A"]);
function error(code, sentence2) {
  const known = CustomFunctions.ErrorCode[CODES[code] ?? "invalidValue"];
  return sentence2 && SAID.has(code in CODES ? code : "#VALUE!") ? new CustomFunctions.Error(known, sentence2) : new CustomFunctions.Error(known);
}
var cell2 = (value) => typeof value === "string" && value in CODES ? error(value, "") : value;
function given(received) {
  const args = received.slice(0, -1).map((value) => value ?? null);
  while (args.length && args[args.length - 1] === null) args.pop();
  return args;
}
function associate(names, ask2) {
  for (const name of names)
    CustomFunctions.associate(name, async (...received) => {
      const answer = await ask2([name, given(received)]).catch((problem2) => {
        throw error("#N/A", problem2 instanceof Error ? problem2.message : "Scorecard does not answer; open its pane.");
      });
      if ("error" in answer) throw error(answer.error, answer.message);
      return Array.isArray(answer.value) ? answer.value.map((row) => row.map(cell2)) : cell2(answer.value);
    });
}

// src/page/saving.ts
var KINDS = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xlsm: "application/vnd.ms-excel.sheet.macroEnabled.12",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  svg: "image/svg+xml",
  html: "text/html"
};
function save(content, name) {
  const type = KINDS[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
  const place = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = place;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(place), 6e4);
}

// src/addin/home.ts
var FIRST = 30;
var ELSEWHERE = /* @__PURE__ */ new Set(["explain-cell", "check-workbook"]);
var ALWAYS = ["refresh-all", "bring-formulas-over"];
var OF_PAPERS = ["write-paper", "refresh-paper", "check-paper", "find-regions", "data-pack"];
function working({ what, done, of }) {
  byId("doing").textContent = what ? `${what}…` : "";
  const bar = byId("progress");
  if (of) [bar.max, bar.value] = [of, done];
  else bar.removeAttribute("value");
  byId("working").classList.remove("done");
}
function rests(words) {
  byId("doing").textContent = words;
  byId("working").classList.add("done");
}
function refuse(sentence2) {
  byId("refused").textContent = sentence2;
  byId("refused").hidden = !sentence2;
}
function marked2(busy2) {
  for (const button of document.querySelectorAll("button[data-press], #again")) button.setAttribute("aria-disabled", String(busy2));
}
function jump(show2, sheet, cell3) {
  const words = cell3 ? `${sheet}, cell ${cell3}` : sheet;
  const go = async () => {
    const there = await show2(sheet, cell3).catch(() => false);
    if (!there) refuse(`${words} is not there any more, or cannot be shown now.`);
  };
  return el("button", { type: "button", class: "jump", click: () => void go() }, words);
}
function showProblems(judged, show2) {
  const { problems, nothing } = judged;
  byId("problems-title").textContent = problems.length ? `Problems (${problems.length})` : "Problems";
  const list = el("ol", { class: "problems" }, ...problems.slice(0, FIRST).map((one) => problem(one, show2)));
  const rest = problems.slice(FIRST);
  const more = rest.length ? el("button", { type: "button", class: "second", click: () => {
    const [first, ...others] = rest.map((one) => problem(one, show2));
    list.append(first, ...others);
    more?.remove();
    first.querySelector("button")?.focus();
  } }, `Show the other ${counted(rest.length, "problem")}`) : null;
  if (nothing) fill(byId("problems-list"), el("p", { class: "quiet" }, nothing));
  else if (!problems.length) fill(byId("problems-list"), el("p", { class: "clear" }, "No problems found in the data."));
  else fill(byId("problems-list"), list, more);
  return nothing ? "Nothing to check here." : problems.length ? `${counted(problems.length, "problem")} in the data.` : "No problems found.";
}
function problem(one, show2) {
  return el(
    "li",
    { class: "problem" },
    one.sheet ? el("p", { class: "where" }, jump(show2, one.sheet, one.cell)) : null,
    el("p", {}, one.what),
    one.do && el("p", { class: "do" }, one.do)
  );
}
function showHolds(looked2, show2) {
  if (!looked2.tables.length) {
    const known = looked2.looked_for.map((one) => el("li", {}, `${capital(one.kind)}: ${one.headings.join("; ")}`));
    fill(
      byId("holds-list"),
      el("p", {}, "No table of a scorecard was found in this workbook. A table is known by its headings, wherever it stands:"),
      el("ul", { class: "lines" }, ...known)
    );
    return;
  }
  fill(byId("holds-list"), el("ul", { class: "lines" }, ...looked2.tables.map((one) => el(
    "li",
    {},
    `${capital(one.kind)}, ${counted(one.rows, "row")}: `,
    jump(show2, one.sheet, one.cell),
    one.unread.length ? ` (${counted(one.unread.length, "heading")} not read: ${one.unread.map(({ heading }) => heading).join(", ")})` : null
  ))));
}
var capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
function showActions(offered2, looked2, press2) {
  const applies = /* @__PURE__ */ new Set([...looked2.buttons, ...looked2.kinds.length ? ALWAYS : [], ...looked2.papers.length ? OF_PAPERS : []]);
  const groups = (of) => offered2.groups.map(({ group, buttons }) => ({ group, buttons: buttons.filter((button) => !ELSEWHERE.has(button.name) && of(button)) })).filter(({ buttons }) => buttons.length).map(({ group, buttons }) => el("div", {}, el("h3", {}, group), el("ul", {}, ...buttons.map((button) => el("li", {}, deed(button, press2))))));
  const others = groups((button) => !applies.has(button.name));
  fill(
    byId("groups"),
    ...groups((button) => applies.has(button.name)),
    others.length ? el("details", {}, el("summary", {}, "For tables that are not in this workbook"), ...others) : null
  );
}
var deed = (button, press2) => el("button", { type: "button", title: button.help, "data-press": button.name, click: () => press2(button) }, button.label, el("span", {}, button.short));
function showAnswer(label, told, outcome, show2) {
  const done = told.ended === "done";
  byId("answer").hidden = false;
  byId("answer").classList.toggle("refused", !done);
  byId("answer-title").textContent = done ? label : `${label}: not done`;
  const files = Object.entries(told.made ?? {}).map(([name, data]) => el("p", { class: "saves" }, el("button", { type: "button", click: () => save(data, name) }, `Save ${name}`)));
  fill(
    byId("answer-words"),
    el("pre", {}, told.message),
    ...outcome.refused.length ? changed(outcome.refused, show2) : [],
    ...outcome.left.map((sentence2) => el("p", { class: "note" }, sentence2)),
    ...files
  );
  byId("answer-title").focus();
  const kept = outcome.refused.length ? `, ${counted(outcome.refused.length, "cell")} left as somebody changed them` : "";
  const wrote = outcome.written ? `, ${counted(outcome.written, "cell")} written` : "";
  return done ? `${label}: done${wrote}${kept}.` : `${label}: not done.`;
}
function changed(refused, show2) {
  return [
    el("h3", {}, "Changed by somebody meanwhile"),
    el("p", {}, "These were changed while Scorecard worked, and stay as they are. Press the button again to take them into account."),
    el("ul", { class: "lines" }, ...refused.slice(0, FIRST).map(({ sheet, cell: cell3, would }) => el("li", {}, jump(show2, sheet, cell3), cell3 ? ` would be ${would}` : ` would be ${would}, but is not as it was`))),
    ...refused.length > FIRST ? [el("p", {}, `And ${counted(refused.length - FIRST, "more cell")}.`)] : []
  ];
}

// src/addin/pane.ts
var engine = ownEngine("./", working);
var batcher = new Batcher((calls) => engine.call(calls));
var offered = { version: "", groups: [] };
var functions = 0;
var busy = false;
var looked = null;
async function busily(what, deed2) {
  if (busy) {
    refuse("Scorecard is still at work; press the button again when it has ended.");
    return;
  }
  busy = true;
  marked2(true);
  refuse("");
  working({ what, done: 0, of: 0 });
  try {
    rests(await deed2());
  } catch (error2) {
    rests("");
    refuse(sentence(error2));
  } finally {
    busy = false;
    marked2(false);
  }
}
function sentence(error2) {
  const { code, message } = error2;
  if (code === "AccessDenied") return "A sheet is protected, so not all could be written. Take its protection off (Review, Unprotect Sheet), and press the button again.";
  if (code === "InvalidOperationInCellEditMode") return "Excel is waiting for a cell that is being typed in: press Enter or Esc there, and press the button again.";
  if (code) return `Excel did not do all of it (${code}). What is written stays; press the button again.`;
  return message ?? String(error2);
}
var named = () => decodeURIComponent(Office.context.document.url?.split(/[\\/]/).at(-1) ?? "") || "workbook.xlsx";
var file = () => workbook((done, of) => working({ what: "Reading the workbook", done, of }));
async function look(data) {
  const bytes = data ?? await file();
  working({ what: "Looking at the workbook", done: 0, of: 0 });
  const found = await engine.look(bytes, { name: named() });
  if (found.refused) throw new Error(`${found.refused.what} ${found.refused.do}`.trim());
  looked = found;
  showHolds(found, show);
  showActions(offered, found, (button) => void press(button));
  working({ what: "Looking for problems", done: 0, of: 0 });
  const judged = await engine.judge(bytes, { name: named() });
  if (judged.refused) throw new Error(`${judged.refused.what} ${judged.refused.do}`.trim());
  return showProblems(judged, show);
}
var maps = null;
var picture2 = async (shape) => {
  const drawn = await (maps ??= file().then((data) => engine.maps(data, { name: named() })));
  const map = drawn.maps?.find((one) => shape.toLowerCase().endsWith(one.name.toLowerCase()));
  if (!map) return null;
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([map.svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  const twice = 2;
  [canvas.width, canvas.height] = [image.naturalWidth * twice, image.naturalHeight * twice];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return { png: canvas.toDataURL("image/png").replace(/^[^,]*,/, ""), says: map.alt };
};
async function press(button) {
  if (busy || !looked) await busily("Looking at the workbook", () => look());
  if (busy || !looked) return;
  const options = button.name === "explain-cell" ? {} : await ask({ ...button, help: CLEARS[button.name] ?? button.help }, looked, [], named());
  if (!options) return;
  await busily(button.label, async () => {
    const selected = button.name === "explain-cell" ? { selected: await selectedCell() } : {};
    const data = await file();
    const { edits, answer } = await engine.plan(button.name, data, { name: named(), ...options, ...selected }, working);
    maps = null;
    const outcome = { written: 0, refused: [], left: [] };
    for (const carried of edits?.carried ?? []) {
      const { written: written2, refused, left } = await carryOut(carried, (done, of) => working({ what: "Writing", done, of }), picture2);
      outcome.written += written2;
      outcome.refused.push(...refused);
      outcome.left.push(...left);
    }
    if (edits && button.name in CLEARS) answer.made = { ...answer.made, [asItWas(named(), button.label)]: data };
    const said = showAnswer(button.label, answer, outcome, show);
    if (answer.ended === "done" && answer.active && button.name === "policy") await show(answer.active);
    if (edits) await look();
    return said;
  });
}
var asItWas = (name, label) => name.replace(/(\.[^.]*)?$/, ` (before ${label.toLowerCase()})$1`);
var CLEARS = {
  "next-cycle": "This cycle's grades become last cycle's, the history keeps them, and the grid is emptied for new returns, in this workbook. The workbook as it was can be saved afterwards."
};
var OTHERS = {
  policy: "Policy",
  about: "About",
  "paper-as-pdf": "Paper as PDF"
};
function buttonOf(name) {
  const known = offered.groups.flatMap(({ buttons }) => buttons).find((button) => button.name === name);
  return known ?? { name, label: OTHERS[name] ?? name, short: "", help: "", asks: "nothing", large: false };
}
async function fromRibbon(name) {
  await Office.addin.showAsTaskpane();
  await ready;
  if (name === "paper-as-pdf") return refuse("A PDF is written by LibreOffice on the desktop: xlscore paper pdf PAPER. Or save the paper as PDF in Word.");
  if (name === "about") return about();
  if (name === "check-workbook") return busily("Check workbook", () => look());
  await press(buttonOf(name));
}
function about() {
  const message = `Scorecard ${offered.version}, ${functions} worksheet functions under the name SCORECARD.
Everything is worked out in this pane, on this computer. When something does not work, close the pane and open it again.`;
  showAnswer("About", { ended: "done", message }, { written: 0, refused: [], left: [] }, show);
}
async function started() {
  const [told, buttons] = await Promise.all([fetched("functions.json"), fetched("offered.json")]);
  offered = buttons;
  functions = told.functions.length;
  associate(told.functions.map(({ id }) => id), (call) => batcher.ask(call));
  for (const name of [...buttons.groups.flatMap((group) => group.buttons.map((button) => button.name)), ...Object.keys(OTHERS)])
    Office.actions.associate(name, (event) => void fromRibbon(name).finally(() => event.completed()));
  for (const button of document.querySelectorAll(".explains button")) button.onclick = () => void press(buttonOf("explain-cell"));
  byId("again").onclick = () => void busily("Looking at the workbook", () => look());
  await engine.ready;
  await engine.warm();
}
async function fetched(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} could not be loaded; see that the network is there, and open the pane again.`);
  return await answer.json();
}
var ready = Office.onReady().then(() => busily("Getting ready", async () => {
  await started();
  return look();
}));
