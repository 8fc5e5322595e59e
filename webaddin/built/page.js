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
    press: (action, file, options = {}, hears) => ask2({ kind: "press", action, file, options }, hears),
    plan: async (action, file, options = {}, hears) => {
      const { edits, answer: answer2 } = await ask2({ kind: "plan", action, file, options }, hears);
      return { edits: JSON.parse(edits), answer: answer2 };
    },
    look: (file, options = {}) => ask2({ kind: "look", file, options }),
    judge: (file, options = {}, hears) => ask2({ kind: "judge", file, options }, hears),
    maps: (file, options = {}, hears) => ask2({ kind: "maps", file, options }, hears)
  };
}

// src/page/dom.ts
function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
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
async function ask(button, looked, beside2, workbook) {
  const field = fieldFor(button, looked, beside2, workbook);
  if (!field) return button.asks === "pack" ? { answers: [`${stem(workbook)} (data pack).xlsx`] } : {};
  const dialog = byId("ask");
  const fault = el("p", { class: "fault", id: "ask-fault", role: "alert" });
  return new Promise((done) => {
    const closed = () => done(null);
    const submitted = async (event) => {
      event.preventDefault();
      const given = await field.read();
      if (typeof given === "string") {
        fault.textContent = given;
        dialog.querySelector("input, select")?.focus();
        return;
      }
      dialog.removeEventListener("close", closed);
      dialog.close();
      done(given);
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
function fieldFor(button, looked, beside2, workbook) {
  if (button.name === "explain-cell") return cell(looked);
  if (button.asks === "cycle") return cycle();
  if (button.asks === "new paper") return paper(looked, workbook);
  if (button.asks === "returns") return returns(beside2);
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
function cell(looked) {
  const sheet = el("select", {}, ...looked.sheets.map((name) => el("option", {}, name)));
  const address = el("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  return {
    element: el("div", {}, labelled("Sheet", "", sheet), labelled("Cell", "Its address, such as D7.", address)),
    read: async () => {
      const typed = address.value.trim().toUpperCase().replaceAll("$", "");
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
function paper(looked, workbook) {
  const which = el("select", {}, ...looked.papers.map((one) => el("option", { value: one.name }, one.title)));
  return {
    element: labelled("Which paper?", looked.papers.length ? "Those that this workbook has tables for." : "", which),
    read: async () => {
      const kind = looked.papers.find((one) => one.name === which.value);
      return kind ? { answers: [`${stem(workbook)} - ${kind.title}.docx`, kind.name] } : "This workbook has no tables that a paper could be written from.";
    }
  };
}
function returns(beside2) {
  const picks = beside2.map((one, number) => ({ one, box: el("input", { type: "checkbox", id: `ask-return-${number}`, checked: true }) }));
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
      for (const file of input.files ?? []) files[file.name] = await bytesOf(file);
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
      for (const file of input.files ?? []) files[file.name] = await bytesOf(file);
      return Object.keys(files).length ? { files } : "Choose a file first.";
    }
  };
}
var bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

// src/page/saving.ts
var SHOWN = 3;
function filledName(name, done) {
  const dot = name.lastIndexOf(".");
  const [stem2, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ".xlsx"];
  const deeds = [...new Set(done.map((label) => label.toLowerCase().replace("msg", "MSG").replace(/[^\p{L}\p{N} &-]/gu, "")))];
  const more = deeds.length > SHOWN ? ` and ${deeds.length - SHOWN} more` : "";
  return `${stem2} (${deeds.slice(0, SHOWN).join(", ")}${more})${ending}`;
}
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

// src/page/showing.ts
var FIRST_PROBLEMS = 50;
var LONG = 48;
var MORE = "There are more; the list of problems on this page, or the sheet Problems of the filled copy, has them all.";
function problems(found) {
  if (!found.length) return [el("p", { class: "clear" }, "No problems found in the data.")];
  const list = el("ol", { class: "problems" }, ...found.slice(0, FIRST_PROBLEMS).map(problem));
  const rest = found.slice(FIRST_PROBLEMS);
  if (!rest.length) return [list];
  const more = el("button", { type: "button", class: "second", click: () => {
    const first = problem(rest[0]);
    first.tabIndex = -1;
    list.append(first, ...rest.slice(1).map(problem));
    more.remove();
    first.focus();
  } }, `Show the other ${counted(rest.length, "problem")}`);
  return [list, more];
}
function problem(one) {
  return el(
    "li",
    { class: "problem" },
    el("p", { class: "where" }, one.cell ? `${one.sheet}, cell ${one.cell}` : one.sheet || "The workbook"),
    el("p", {}, one.what),
    one.do && el("p", { class: "do" }, one.do)
  );
}
function results(answers) {
  const shown = answers.filter((told) => told.rows.length || told.lines.length);
  if (!shown.length) return [el("p", { class: "quiet" }, "There are no figures to judge yet.")];
  return shown.map((told, number) => {
    const about2 = told.rows.length ? counted(told.rows.length, "row") : "";
    return el(
      "details",
      { class: "told", "data-kind": told.kind, open: number === 0 },
      el("summary", {}, el("h3", {}, told.title), el("span", {}, about2)),
      el(
        "div",
        {},
        told.rows.length ? table(told.title, told.headings, told.rows, told.right, told.tones) : null,
        told.lines.length ? el("ul", { class: "lines" }, ...told.lines.map((line) => el("li", {}, line))) : null
      )
    );
  });
}
function table(title, headings, rows, right = [], tones = {}) {
  const named = headings.map((heading) => heading || "Remark");
  const kept = named.map((_, column) => headings[column] || rows.some((row) => row[column]));
  const long = named.map((_, column) => rows.some((row) => String(row[column] ?? "").length > LONG));
  const side = (column) => [right.includes(column) ? "right" : "", long[column] ? "long" : ""].join(" ").trim() || void 0;
  const cells = (row) => row.map((cell2, column) => kept[column] && (column === 0 ? el("th", { scope: "row", class: side(column) }, said(cell2, tones)) : el("td", { class: side(column) }, said(cell2, tones))));
  return el(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": `${title}, table` },
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, title),
      el("thead", {}, el("tr", {}, ...named.map((heading, column) => kept[column] && el("th", { scope: "col", class: side(column) }, heading)))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row))))
    )
  );
}
function said(cell2, tones) {
  const text = String(cell2), tone = tones[text];
  if (!tone) return text;
  const made = el("span", { class: "tone" }, text);
  [made.style.backgroundColor, made.style.color] = tone;
  return made;
}
function answer(one) {
  const words = one.message.split("\n").filter((line) => line.trim()).map((line) => el("p", {}, line === "…" ? MORE : line));
  const made = Object.entries(one.made ?? {}).map(([name, data]) => el("p", { class: "saves" }, el("button", { type: "button", click: () => save(data, name) }, `Save ${name}`)));
  return [...words, ...made];
}
function holds(looked, why) {
  if (!looked.tables.length) return nothing(looked, why);
  const unread = looked.tables.filter((found) => found.unread.length);
  return [
    ...looked.kinds.length || looked.is_return ? [] : nothing(looked, why),
    table("Tables found", ["Table", "Sheet", "Cell", "Rows"], looked.tables.map((t) => [capital(t.kind), t.sheet, t.cell, t.rows]), [3]),
    el("h3", {}, "Not understood"),
    unread.length ? el(
      "div",
      {},
      el("p", { class: "quiet" }, "These headings stand beside a table and were not read. If one of them matters, name it in a table Headings (Sheet, Heading, Means)."),
      table("Headings that were not read", ["Heading", "Table", "Cell"], unread.flatMap(unreadOf))
    ) : el("p", { class: "clear" }, "Every heading of these tables was read."),
    el("details", {}, el("summary", {}, "How each heading was read"), ...looked.tables.filter((t) => t.columns.length).map(columns))
  ];
}
var unreadOf = (found) => found.unread.map((one) => [one.heading, capital(found.kind), `${found.sheet}!${one.cell}`]);
function columns(found) {
  const more = [found.commands.length ? `Commands: ${found.commands.join(", ")}.` : "", found.each ? `${counted(found.each, "column")} of months, periods or measures.` : ""];
  return el(
    "div",
    {},
    el("h4", {}, `${capital(found.kind)} on ${found.sheet}`),
    ...more.filter(Boolean).map((line) => el("p", {}, line)),
    table(`Headings of the ${found.kind} on ${found.sheet}`, ["In the workbook", "Read as"], found.columns.map((c) => [c.heading, c.means]))
  );
}
function nothing(looked, why) {
  return [
    el("p", { class: "note" }, looked.tables.length ? "These tables were found, but none of them has anything to work on yet. Fill in their rows, or open a workbook that has one of the tables below." : "No table of a scorecard was found in this workbook. A table is known by its headings, wherever it stands and whatever stands beside it."),
    why ? el("p", {}, why) : null,
    el("h3", {}, "What was looked for, and the headings it is known by"),
    el("ul", { class: "lines" }, ...looked.looked_for.map((one) => el("li", {}, `${capital(one.kind)}: ${one.headings.join("; ")}`))),
    el("h3", {}, "What you can do"),
    el(
      "ul",
      { class: "lines" },
      el("li", {}, "Write the headings in one row above their columns; another spelling of them is often understood, too."),
      el("li", {}, "Where your own headings are to stay, add a table with the headings Sheet, Heading and Means that says which of yours is which.")
    )
  ].filter((node) => node !== null);
}
function maps(drawn, workbook) {
  const stem2 = workbook.replace(/\.[^.]*$/, "");
  return [...drawn.maps.map((one) => map(one, stem2)), ...drawn.problems.length ? problems(drawn.problems) : []];
}
function map(one, stem2) {
  const picture2 = document.importNode(new DOMParser().parseFromString(one.svg, "image/svg+xml").documentElement, true);
  picture2.removeAttribute("width");
  picture2.removeAttribute("height");
  const name = `${stem2} - ${one.name}`.replace(/[<>:"/\\|?*]/g, " ");
  return el(
    "div",
    { class: "map" },
    el("h3", {}, one.name),
    el("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": `${one.name}, picture` }, picture2),
    el(
      "p",
      { class: "saves" },
      el("button", { type: "button", class: "second", click: () => save(one.svg, `${name}.svg`) }, "Save as a picture (SVG)"),
      el("button", { type: "button", class: "second", click: () => save(one.html, `${name}.html`) }, "Save as a web page")
    ),
    el("details", {}, el("summary", {}, `${one.name} as a table`), table(`${one.name}: its areas`, one.headings, one.facts))
  );
}
var summary = (judged) => judged.nothing ? "Nothing to check" : judged.problems.length ? counted(judged.problems.length, "problem") : "No problems";
var capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// src/page/page.ts
var ALWAYS = ["check-workbook", "explain-cell", "refresh-all", "bring-formulas-over"];
var OF_PAPERS = ["write-paper", "refresh-paper", "check-paper", "find-regions", "data-pack"];
var engine = ownEngine("./", (progress) => working(progress));
var { ready, call, press: pressed } = engine;
Object.assign(window, { xlscore: { ready, call, press: pressed } });
var book = null;
var beside = [];
var offered = { version: "", groups: [] };
var busy = false;
function working({ what, done, of }) {
  byId("doing").textContent = what ? `${what}…` : "";
  const bar = byId("progress");
  if (of) [bar.max, bar.value] = [of, done];
  else bar.removeAttribute("value");
  byId("working").classList.remove("done");
}
function rests(words = "") {
  byId("doing").textContent = words;
  byId("working").classList.add("done");
}
async function busily(what, deed2) {
  if (busy) return;
  busy = true;
  marked();
  working({ what, done: 0, of: 0 });
  try {
    rests(await deed2());
  } catch (error) {
    rests();
    refuse({ what: error instanceof Error ? error.message : String(error), do: "" });
  } finally {
    busy = false;
    marked();
  }
}
function marked() {
  for (const button of document.querySelectorAll("#groups button, #answer-save button, .draw"))
    button.setAttribute("aria-disabled", String(busy));
}
function refuse(why) {
  const place = byId("refused");
  fill(place, el("strong", {}, why.what), why.do);
  place.hidden = false;
}
async function open(files) {
  if (busy) {
    refuse({ what: "Another action is still at work.", do: "Choose the workbook again when it has ended." });
    return;
  }
  if (!files.length || book && !book.saved && book.done.length && !leaves()) return;
  await busily("Reading", async () => {
    byId("refused").hidden = true;
    await ready;
    const read = [];
    for (const [number, file] of files.entries()) {
      working({ what: `Reading ${file.name}`, done: number, of: files.length });
      const data = await bytesOf(file);
      const looked = await engine.look(data, { name: file.name });
      if (looked.refused) {
        refuse(looked.refused);
        if (files.length === 1) return "";
      } else read.push({ name: file.name, original: data, current: data, done: [], saved: true, looked });
    }
    const main = read.find((one) => !one.looked.is_return) ?? read[0];
    if (!main) return "";
    book = main;
    beside = read.filter((one) => one !== main).map(({ name, original }) => ({ name, data: original }));
    show(main);
    byId("book-name").focus();
    return judge(main);
  });
}
var leaves = () => window.confirm("The filled copy is not saved yet. Open another workbook all the same?");
function show(one) {
  document.body.classList.add("opened");
  byId("welcome").hidden = true;
  byId("choose-label").textContent = "Choose another workbook";
  byId("book").hidden = false;
  byId("answer").hidden = true;
  document.title = `${one.name} – Scorecard`;
  byId("book-name").textContent = one.name;
  byId("book-about").textContent = about(one);
  actions(one.looked);
  fill(byId("holds-list"), ...holds(one.looked, ""));
  fill(byId("problems-list"), el("p", { class: "quiet" }, "Being looked for…"));
  fill(byId("results-list"), el("p", { class: "quiet" }, "Being worked out…"));
  offerMaps(one);
  for (const part of ["problems", "results"]) byId(part).hidden = false;
  parts();
}
function about(one) {
  const { tables, sheets } = one.looked;
  const kept = one.name.toLowerCase().endsWith(".xlsm") ? " Its macros stay in the filled copy; none of them is run here." : "";
  const more = beside.length ? ` With it: ${beside.map((file) => file.name).join(", ")}.` : "";
  const back = one.looked.is_return ? " This is a command’s return: open it together with the scorecard workbook to have it collated." : "";
  return `${counted(tables.length, "table")} found on ${counted(sheets.length, "sheet")}.${back}${more}${kept}`;
}
async function judge(one) {
  working({ what: "Looking for problems and working out the results", done: 0, of: 0 });
  const judged = await engine.judge(one.current, { name: one.name }, (progress) => working({ ...progress, what: `Looking at the data: ${progress.what}` }));
  if (judged.refused) {
    refuse(judged.refused);
    return "";
  }
  fill(byId("problems-list"), ...problems(judged.problems));
  fill(byId("results-list"), ...results(judged.answers));
  fill(byId("holds-list"), ...holds(one.looked, judged.nothing));
  for (const part of ["problems", "results"]) byId(part).hidden = Boolean(judged.nothing);
  byId("problems-title").textContent = judged.problems.length ? `Problems (${judged.problems.length})` : "Problems";
  parts();
  return `${summary(judged)} in ${one.name}.`;
}
function parts() {
  const shown = [...document.querySelectorAll("#book section[id]")].filter((part) => !part.hidden && part.id !== "answer");
  fill(byId("parts"), ...shown.map((part) => el("li", {}, el("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? ""))));
}
function offerMaps(one) {
  const can = one.looked.buttons.includes("draw-tube-map");
  byId("maps").hidden = !can;
  if (!can) return;
  const button = el("button", { type: "button", class: "second draw", click: () => void drawMaps(one) }, "Show the tube map");
  fill(
    byId("maps-list"),
    el("p", { class: "quiet" }, "The grades as lines and stations. A map that was never drawn takes some seconds to lay out; the workbook stays as it is."),
    el("p", {}, button)
  );
}
async function drawMaps(one) {
  await busily("Drawing the tube map", async () => {
    const drawn = await engine.maps(one.current, { name: one.name }, working);
    if (drawn.refused) {
      fill(byId("maps-list"), el("p", { class: "note" }, `${drawn.refused.what} ${drawn.refused.do}`));
      return "";
    }
    fill(byId("maps-list"), ...maps(drawn, one.name));
    const title = byId("maps-title");
    title.tabIndex = -1;
    title.focus();
    return `${counted(drawn.maps.length, "map")} drawn.`;
  });
}
function actions(looked) {
  const applies = /* @__PURE__ */ new Set([...looked.buttons, ...looked.kinds.length ? ALWAYS : ["check-workbook"], ...looked.papers.length ? OF_PAPERS : []]);
  const groups = (of) => offered.groups.map(({ group, buttons }) => ({ group, buttons: buttons.filter(of) })).filter(({ buttons }) => buttons.length).map(({ group, buttons }) => el("div", {}, el("h3", {}, group), el("ul", {}, ...buttons.map((button) => el("li", {}, deed(button))))));
  const others = groups((button) => !applies.has(button.name));
  fill(
    byId("groups"),
    ...groups((button) => applies.has(button.name)),
    others.length ? el("details", {}, el("summary", {}, "For tables that are not in this workbook"), ...others) : null
  );
}
function deed(button) {
  return el(
    "button",
    { type: "button", title: button.help, "data-press": button.name, click: () => void press(button) },
    button.label,
    el("span", {}, button.short)
  );
}
async function press(button) {
  if (busy || !book) return;
  const one = book;
  const options = await ask(button, one.looked, beside, one.name);
  if (!options) return;
  await busily(button.label, async () => {
    const { file, answer: answer2 } = await pressed(button.name, one.current, { name: one.name, ...options }, (progress) => working({ ...progress, what: progress.what ? progress.what.charAt(0).toUpperCase() + progress.what.slice(1) : button.label }));
    if (file) {
      one.current = file;
      one.done.push(button.label);
      one.saved = false;
      one.looked = await engine.look(file, { name: one.name });
      show(one);
    }
    const place = byId("answer");
    place.hidden = false;
    place.classList.toggle("refused", answer2.ended !== "done");
    const title = byId("answer-title");
    title.textContent = button.label + (file ? ": done" : answer2.ended === "done" ? "" : ": not done");
    fill(byId("answer-words"), ...answer(answer2));
    saves(one);
    title.focus();
    if (file) await judge(one);
    return file ? "The filled copy is ready to be saved." : "";
  });
}
function saves(one) {
  const place = byId("answer-save");
  if (!one.done.length) {
    fill(place, el("span", { class: "quiet" }, "The workbook is as it was."));
    return;
  }
  const name = filledName(one.name, one.done);
  fill(
    place,
    el("button", { type: "button", id: "save", "aria-describedby": "save-name", click: () => {
      save(one.current, name);
      one.saved = true;
      rests(`${name} is with your downloads.`);
    } }, "Save the filled copy"),
    el("button", { type: "button", class: "second", click: () => void asItWas(one) }, "Back to the workbook as it was"),
    el("span", { class: "quiet", id: "save-name" }, name)
  );
}
async function asItWas(one) {
  await busily("Going back", async () => {
    one.current = one.original;
    one.done = [];
    one.saved = true;
    one.looked = await engine.look(one.original, { name: one.name });
    show(one);
    byId("book-name").focus();
    await judge(one);
    return "The workbook is as it was opened.";
  });
}
function listen() {
  const input = byId("files");
  input.addEventListener("change", () => {
    void open([...input.files ?? []]).finally(() => input.value = "");
  });
  const drop = byId("drop");
  const over = (event, is) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", is);
  };
  addEventListener("dragover", (event) => over(event, true));
  addEventListener("dragleave", (event) => over(event, false));
  addEventListener("drop", (event) => {
    over(event, false);
    void open([...event.dataTransfer?.files ?? []]);
  });
  addEventListener("beforeunload", (event) => {
    if (book && !book.saved) event.preventDefault();
  });
  const folded = () => document.querySelectorAll(".told:not([open]), .map details:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => (opened = [...folded()]).forEach((one) => one.open = true));
  addEventListener("afterprint", () => opened.forEach((one) => one.open = false));
}
var OFFLINE = "This page is ready to work without a network.";
async function offline() {
  const place = byId("offline");
  try {
    const { version } = await (await fetch("files.json", { cache: "no-store" })).json();
    await navigator.serviceWorker.register(`offline.js?version=${version}`);
    await navigator.serviceWorker.ready;
    place.textContent = OFFLINE;
  } catch {
    const kept = "serviceWorker" in navigator && navigator.serviceWorker.controller !== null;
    place.textContent = kept ? OFFLINE : "This page works without a network until you close it.";
  }
}
async function begin() {
  listen();
  try {
    offered = await (await fetch("offered.json")).json();
    byId("version").textContent = `xlscore ${offered.version}`;
    await ready;
    await engine.warm();
    if (!busy) rests("Ready.");
  } catch (error) {
    if (!busy) rests();
    refuse({ what: error instanceof Error ? error.message : String(error), do: "" });
  }
  await offline();
}
void begin();
