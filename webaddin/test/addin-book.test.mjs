// Edits carried out in the workbook: only what is planned, in messages that Excel takes, and nothing that somebody typed is lost.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { bundled } from "./bundled.mjs";

const { installed, atFirst, carryOut, workbook, selectedCell, show, without } = await bundled("test/excel-stub/office.ts", "src/addin/book.ts", "src/addin/ledger.ts");
let stub, book;

beforeEach(() => {
  stub = installed();
  book = stub.host.book;
});

const nothing = {
  sheets: [], columns: [], grown: [], cells: [], pages: [], formats: [], styled: [], layouts: [], choices: [], breaks: [], drawings: [], gone_charts: [],
  ledger: null, styles: { "Computed by xlscore": { italic: true, font_colour: "404040" } }, following: {}, figures: [], more_rows: 500, left: [],
};
const cell = (row, column, old, value, more = {}) => ["Grid", row, column, old, more.was ?? "", value, more.formula ?? "", more.style ?? "", more.entry ?? null, more.date ?? "", more.only ?? false];
const planned = (cells, more = {}) => ({ ...nothing, cells, ...more });
const held = (sheet = "Grid") => Object.fromEntries(book.of(sheet).cells);

function grid(cells) {
  book.add("Grid").cells = new Map(Object.entries(cells));
}

test("only planned cells are touched, in blocks, and each keeps its kind", async () => {
  grid({ "1,1": "Area", "2,1": "Burglary", "2,2": 4, "3,1": "Robbery" });

  const looks = { following: { "Heading by xlscore": "Row by xlscore" }, styles: { "Row by xlscore": { fill: "EDF1F6" } } };
  const { written, refused } = await carryOut(planned([cell(2, 2, 4, 5), cell(3, 2, "", "'2 of 3"), cell(2, 3, "", "", { formula: "=B2+1" }), cell(3, 3, "", true)], looks));

  assert.deepEqual([written, refused], [4, []]);
  assert.deepEqual(held(), { "1,1": "Area", "2,1": "Burglary", "2,2": 5, "3,1": "Robbery", "3,2": "2 of 3", "2,3": "=B2+1", "3,3": true });
  assert.equal(stub.host.touched.length, 4);
  assert.deepEqual([...book.styles], ["Normal"]);
});

test("a cell that somebody changed since the workbook was read stays, and is named with what it would have been", async () => {
  grid({ "2,2": "Good", "3,2": "Mine", "4,2": "=SCORECARD.MSG_GAP(A1,B1)", "5,2": "=A1" });

  const { written, refused } = await carryOut(
    planned([
      cell(2, 2, "Good ", "Adequate"),
      cell(3, 2, "Good", "Adequate"),
      cell(4, 2, 3, "", { was: "=_xldudf_SCORECARD_MSG_GAP(A1, B1)", formula: "=SCORECARD.MSG_GAP(A1,B2)" }),
      cell(5, 2, 4, 5),
    ]),
  );

  assert.equal(written, 2);
  assert.deepEqual(refused, [{ sheet: "Grid", cell: "B3", would: "Adequate" }, { sheet: "Grid", cell: "B5", would: "5" }]);
  assert.deepEqual(Object.values(held()), ["Adequate", "Mine", "=SCORECARD.MSG_GAP(A1,B2)", "=A1"]);
  assert.deepEqual(stub.host.touched.sort(), ["Grid!2,2", "Grid!4,2"]);
});

test("who types into the same cell at every moment has the last word", async () => {
  for (let first = 1; first <= 12; first++) {
    stub = installed();
    book = stub.host.book;
    grid({ "2,2": "Good" });
    let said = 0;
    stub.host.meanwhile = () => stub.host.syncs >= first && said < 2 && book.of("Grid").cells.set("2,2", `mine ${++said}`);

    const { written, refused } = await carryOut(planned([cell(2, 2, "Good", "Adequate", { style: "Computed by xlscore" })]));

    assert.equal(written + refused.length, 1);
    assert.deepEqual(held(), { "2,2": said ? `mine ${said}` : "Adequate" }, `from message ${first} on`);
  }
});

test("two hundred thousand cells go in messages that Excel on the web takes", async () => {
  grid({});
  const cells = Array.from({ length: 200_000 }, (_, number) => cell(1 + (number % 10_000), 1 + Math.floor(number / 10_000), "", "Requires Improvement"));
  const heard = [];

  const { written } = await carryOut(planned(cells), (done, of) => heard.push([done, of]));

  assert.equal(written, 200_000);
  assert.equal(book.of("Grid").cells.size, 200_000);
  assert.ok(stub.host.largest < 2_500_000, `${stub.host.largest}`);
  assert.ok(stub.host.syncs < 60, `${stub.host.syncs}`);
  assert.deepEqual(heard.at(-1), [200_000, 200_000]);
});

/** Random numbers that are the same each time. */
function dice(seed) {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % most;
  };
}

const entries = ["Good", "Outstanding", 3, 4.5, true, "", "=A1*2", "3/4", "Requires Improvement"];
const like = (a, b) => (a === "" || a === undefined) === (b === "" || b === undefined) && (a === b || a === undefined || b === undefined);

for (const part of [0, 1, 2, 3])
  test(`what a co-author types at any moment is never overwritten (${100 * part + 1} to ${100 * part + 100})`, async () => {
    let typedOver = 0;
    for (let seed = 100 * part + 1; seed <= 100 * part + 100; seed++) {
      stub = installed();
      book = stub.host.book;
      const roll = dice(seed);
      const start = {};
      for (let row = 1; row <= 6; row++) for (let column = 1; column <= 3; column++) if (roll(3)) start[`${row},${column}`] = entries[roll(4)];
      grid(start);
      const edits = [];
      for (let row = 1; row <= 6; row++)
        for (let column = 1; column <= 3; column++)
          if (roll(3)) {
            const formula = roll(4) ? "" : "=MSG_MOVE(A1,B1)";
            edits.push(cell(row, column, start[`${row},${column}`] ?? "", formula ? "" : `Ours ${roll(3)}`, { formula, style: roll(2) ? "Computed by xlscore" : "" }));
          }
      const typed = new Map();
      let left = 1 + roll(12);
      stub.host.meanwhile = () => {
        while (left > 0 && roll(3)) {
          left--;
          const at = `${1 + roll(6)},${1 + roll(3)}`;
          const entry = entries[roll(entries.length)];
          typed.set(at, entry);
          if (entry === "") book.of("Grid").cells.delete(at);
          else book.of("Grid").cells.set(at, entry);
        }
      };

      const { written, refused } = await carryOut(planned(edits));

      stub.host.meanwhile = () => undefined;
      assert.equal(written + refused.length, edits.length, `seed ${seed}`);
      const named = new Set(refused.map((one) => one.cell));
      for (let row = 1; row <= 6; row++)
        for (let column = 1; column <= 3; column++) {
          const at = `${row},${column}`;
          const now = book.of("Grid").cells.get(at);
          const edit = edits.find((one) => one[1] === row && one[2] === column);
          const ours = edit && (edit[6] || edit[5]);
          const back = edit && like(typed.get(at), edit[3]);
          if (typed.has(at)) {
            // Typed as it was before, the cell is as free as if nobody had typed.
            assert.ok(like(now, typed.get(at)) || (back && now === ours), `seed ${seed}, ${at}: ${now} where ${typed.get(at)} was typed`);
            typedOver += named.has(`${"ABC"[column - 1]}${row}`) ? 1 : 0;
          } else if (!edit) assert.equal(now, start[at], `seed ${seed}, ${at}`);
          else assert.equal(now, ours, `seed ${seed}, ${at}`);
        }
    }
    assert.ok(typedOver > 50, `${typedOver}`);
  });

test("a sheet that somebody deleted, and a new sheet whose name somebody took, are named, and the rest is done", async () => {
  grid({});
  book.add("Problems").cells.set("1,1", "mine");
  const sheet = { name: "Problems", after: null, book: "", head: 1, headings: ["Sheet"], widths: [20], cells: [], drawn: [] };

  const { refused, written } = await carryOut({
    ...planned([cell(1, 1, "", 1), ["Gone", 1, 1, "", "", 2, "", "", null, "", false], ["Problems", 1, 1, "", "", "", "=1", "", null, "", false]]),
    sheets: [sheet],
  });

  assert.equal(written, 1);
  assert.deepEqual(refused.map((one) => one.sheet), ["Problems", "Gone"]);
  assert.deepEqual(held("Problems"), { "1,1": "mine" });
});

test("where Excel does not take a new sheet in whole it comes plainly, and that is said", async () => {
  grid({});
  stub.host.refuses.add("insertWorksheetsFromBase64");
  const cells = [["Problems", 2, 1, "", "", "Grid", "", "", null, "", false]];
  const sheet = { name: "Problems", after: "Grid", book: "UEs=", head: 1, headings: ["Sheet", "Cell"], widths: [20, 8], cells, drawn: ["Tube map: Force"] };

  const { left, written } = await carryOut({ ...nothing, sheets: [sheet] }, undefined, async () => ({ png: "iVBO", says: "A map." }));

  assert.equal(written, 1);
  assert.deepEqual(held("Problems"), { "1,1": "Sheet", "1,2": "Cell", "2,1": "Grid" });
  assert.match(left[0], /came without its colours/);
  assert.match(left[1], /is a picture here/);
  assert.deepEqual(book.of("Problems").shapes.map(({ name, kind, alt }) => [name, kind, alt]), [["Tube map: Force", "picture", "A map."]]);
});

test("a protected sheet is not dressed", async () => {
  grid({ "1,1": "a" });
  book.of("Grid").shut = true;

  await assert.rejects(carryOut(planned([cell(2, 2, "", 1, { style: "Computed by xlscore" })])), { code: "AccessDenied" });

  assert.deepEqual(stub.host.touched, []);
});

test("looks, pages, lists, breaks and tables are set, and a footer of somebody's own stays", async () => {
  grid({ "1,1": "Area" });
  const sheet = book.of("Grid");
  sheet.tables.push({ name: "T", row: 1, column: 1, rows: 2, columns: 1 });
  sheet.styles.set("1,1", "Heading by xlscore");
  book.styles.add("Heading by xlscore");
  sheet.charts.push("Control chart: Burglary");
  sheet.page.leftFooter = "Somebody's own";
  const footer = { Left: "ours", Center: "", Right: "" };

  await carryOut(
    planned([cell(2, 1, "", "Burglary"), cell(3, 1, "", 43_927, { date: "m/d/yyyy" }), cell(4, 1, "", "x", { style: "Computed by xlscore" })], {
      styles: { ...nothing.styles, "Row by xlscore": { fill: "EDF1F6", font_name: "Arial", lines: "CBD3DD", horizontal: "left", vertical: "center", wrap: true, indent: 1 } },
      following: { "Heading by xlscore": "Row by xlscore" },
      columns: [{ sheet: "Grid", column: 2, neighbour: 1, top: 1, header: 1, bottom: 4, number_format: "0.0", words: [{ word: "Red", fill: "#B2182B", ink: "#FFFFFF", bold: true }] }],
      grown: [{ sheet: "Grid", header: 1, left: 1, bottom: 4, right: 1, last: 2 }],
      pages: [{ sheet: "Grid", paper: "A3", landscape: true, pages_wide: 1, pages_tall: 0, title_rows: [1, 1], centred: true, footer, footer_over: [footer], margins: { top: 0.3 }, columns: "A:B", column_width: 2.57 }],
      choices: [{ sheet: "Grid", cell: "C1", source: "'Grid'!$A$2:$A$4" }],
      breaks: [{ sheet: "Grid", rows: [3] }],
      gone_charts: [{ sheet: "Grid", name: "Control chart: Burglary" }, { sheet: "Grid", name: "none such" }],
    }),
  );

  assert.equal(sheet.styles.get("2,1"), "Row by xlscore");
  assert.equal(sheet.styles.get("4,1"), "Computed by xlscore");
  assert.equal(sheet.formats.get("3,1"), "m/d/yyyy");
  assert.equal(sheet.formats.get("4,2"), "0.0");
  assert.deepEqual(sheet.conditions, ['="Red"']);
  assert.equal(sheet.tables[0].rows, 4);
  assert.deepEqual([sheet.page.paperSize, sheet.page.orientation, sheet.page.leftFooter], ["A3", "Landscape", "Somebody's own"]);
  assert.deepEqual([sheet.lists.get("1,3"), sheet.breaks, sheet.charts], ["='Grid'!$A$2:$A$4", ["A3"], []]);
});

const LEDGER = "urn:xlscore:ledger";
const kept = (...rows) => `<ledger xmlns="${LEDGER}" form="1">${JSON.stringify([["grid", "grid", rows]])}</ledger>`;

test("wherever Excel breaks off, what is written is known as ours, and pressed again it comes to the same end", async () => {
  const edits = [
    cell(2, 2, "Good", "Adequate", { style: "Computed by xlscore", entry: ["grid", "grid", "a", "final"] }), cell(3, 2, "", "Good", { entry: ["grid", "grid", "b", "final"] }),
    cell(4, 2, "Good", "", { entry: ["grid", "grid", "c", "final"] }), cell(2, 3, "", "", { formula: "=B2+1" }), cell(2, 5, "x", "y"), cell(6, 4, "", 3),
  ];
  const ledger = { namespace: LEDGER, xml: kept(["a", "final", "Adequate"], ["b", "final", "Good"]), begun: kept(["a", "final", "Adequate"], ["b", "final", "Good"], ["a", "final", "Good", "before"], ["c", "final", "Good", "before"]) };
  const column = { sheet: "Grid", column: 4, neighbour: 3, top: 1, header: 1, bottom: 6, number_format: "0", words: [{ word: "Red", fill: "#B2182B", ink: "#FFFFFF", bold: true }] };
  const sheet = { name: "Problems", after: "Grid", book: "UEs=", head: 1, headings: ["Sheet"], widths: [20], cells: [["Problems", 2, 1, "", "", "Grid", "", "", null, "", false]], drawn: [] };
  const asked = { ...planned(edits), ledger, columns: [column], sheets: [sheet], gone_charts: [{ sheet: "Grid", name: "Old" }], breaks: [{ sheet: "Grid", rows: [3] }] };
  const begin = () => {
    stub = installed();
    book = stub.host.book;
    grid({ "1,1": "Area", "2,2": "Good", "4,2": "Good", "2,5": "mine" });
    book.of("Grid").charts.push("Old");
    book.customXml.push({ id: "{0}", xml: kept(["a", "final", "Good"], ["c", "final", "Good"]) });
    stub.host.refuses.add("insertWorksheetsFromBase64");
  };
  // A rule of colours that Excel added without saying so is added once more, and changes nothing.
  const state = () => ({ sheets: book.sheets.map(({ id, conditions, ...of }) => ({ ...of, conditions: [...new Set(conditions)] })), xml: book.customXml.map(({ xml }) => xml) });
  const meant = { "2,2": ["Good", "Adequate"], "3,2": ["", "Good"], "4,2": ["Good", ""] };
  begin();
  const { refused } = await carryOut(structuredClone(asked));
  const [whole, syncs] = [state(), stub.host.syncs];
  assert.deepEqual(refused.map(({ cell }) => cell), ["E2"]);
  assert.ok(syncs > 15, `${syncs}`);

  for (const share of [0, 0.5, 1])
    for (let sync = 1; sync <= syncs; sync++) {
      begin();
      const course = atFirst();
      let broke = 0;
      stub.host.breaks = (now, steps) => (now === sync || (now === sync + 4 && sync % 2) ? (broke++, Math.floor(share * steps)) : undefined);
      let ended;
      for (let pressed = 0; pressed < 4 && !ended; pressed++) {
        ended = await carryOut(structuredClone(asked), undefined, undefined, course).catch((error) => (assert.equal(error.code, "GeneralException"), null));
        // What each cell of the ledger's holds is ours by one of its words.
        const said = book.customXml[0].xml;
        for (const [at, both] of Object.entries(meant)) assert.ok(both.includes(book.of("Grid").cells.get(at) ?? ""), `${at} after message ${sync}`);
        if (book.of("Grid").cells.get("2,2") === "Adequate") assert.match(said, /"a","final","Adequate"/);
        else assert.match(said, /"a","final","Good"/);
        if (book.of("Grid").cells.get("4,2")) assert.match(said, /"c","final","Good"/);
      }
      assert.ok(broke, `message ${sync}`);
      assert.deepEqual(ended?.refused.map(({ cell }) => cell), ["E2"], `message ${sync}, ${share}`);
      assert.deepEqual(state(), whole, `message ${sync}, ${share}`);
    }
});

for (const share of [0, 0.5, 1])
  test(`who types while Excel breaks off has the last word all the same (${share} of the message carried out)`, async () => {
    let kept = 0;
    for (let sync = 2; sync <= 30; sync++)
      for (let typing = 1; typing <= 30; typing++) {
        stub = installed();
        book = stub.host.book;
        grid({ "2,2": "Good", "3,2": 4 });
        const course = atFirst();
        let typed = false;
        // A message of which nobody knows how far it came takes what was read in it along.
        stub.host.meanwhile = () => stub.host.syncs === typing && !(share && typing === sync) && (typed = true) && book.of("Grid").cells.set("2,2", "mine");
        stub.host.breaks = (now, steps) => (now === sync ? Math.floor(share * steps) : undefined);
        const asked = planned([cell(2, 2, "Good", "Adequate", { style: "Computed by xlscore" }), cell(3, 2, 4, 5)]);

        const first = await carryOut(asked, undefined, undefined, course).catch(() => null);
        if (!first) await carryOut(asked, undefined, undefined, course);

        if (typed && !first) kept++;
        assert.equal(book.of("Grid").cells.get("2,2"), typed ? "mine" : "Adequate", `${sync} breaks, typed at ${typing}`);
        assert.equal(book.of("Grid").cells.get("3,2"), 5);
      }
    assert.ok(kept > 20, `${kept}`);
  });

test("the ledger is written without what was not, and in place of the one before", async () => {
  grid({ "1,1": "typed" });
  const xml = '<ledger xmlns="urn:xlscore:ledger" form="1">[["grid","grid",[["a &amp; b","final","Good"],["c","final",2]]]]</ledger>';
  const ledger = { namespace: "urn:xlscore:ledger", xml, begun: xml };
  const edits = [cell(1, 1, "", "Good", { entry: ["grid", "grid", "a & b", "final"] }), cell(2, 1, "", 2, { entry: ["grid", "grid", "c", "final"] })];

  await carryOut({ ...planned(edits), ledger });
  await carryOut({ ...planned([]), ledger: { ...ledger, xml: without(book.customXml[0].xml, [["grid", "grid", "c", "final"]]) } });

  assert.deepEqual(book.customXml.map((part) => part.xml), ['<ledger xmlns="urn:xlscore:ledger" form="1">[]</ledger>']);
});

test("the workbook comes in slices, and one that does not come is a sentence", async () => {
  stub.file = Uint8Array.from({ length: 9_000_000 }, (_, number) => number % 251);
  const heard = [];

  assert.deepEqual(await workbook((done, of) => heard.push([done, of])), stub.file);
  assert.deepEqual(heard, [[1, 3], [2, 3], [3, 3]]);
  Office.context.document.getFileAsync = (_kind, _options, say) => say({ status: "failed", error: { message: "busy" } });
  await assert.rejects(workbook(), /Excel did not hand over the workbook \(busy\)/);
});

test("a cell is shown, and the selected one is known", async () => {
  grid({});
  book.add("MSG");

  assert.equal(await show("MSG", "C7"), true);
  assert.equal(await selectedCell(), "MSG!C7");
  assert.equal(await show("Gone", "A1"), false);
});
