// Functions in cells: one message per recalculation, equal calls asked once, real errors.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { bundled } from "./bundled.mjs";

const { installed, Batcher, MOST_CALLS, associate } = await bundled("test/excel-stub/office.ts", "src/addin/batch.ts", "src/addin/functions.ts");
let stub, sent;

const answer = ([name, args]) =>
  name === "FAILS" ? { error: args[0], message: "The sentence." } : name === "SPILLS" ? { value: [["a", "#N/A"], [1, true]] } : { value: args.length };

beforeEach(() => {
  stub = installed();
  sent = [];
  const batcher = new Batcher(async (calls) => {
    sent.push(calls);
    return calls.map(answer);
  });
  associate(["COUNTS", "FAILS", "SPILLS"], (call) => batcher.ask(call));
});

test("a recalculation of five thousand cells is one message, and no function touches the workbook", async () => {
  const shown = await stub.functions.recalculate(Array.from({ length: MOST_CALLS }, (_, number) => ["COUNTS", [[[number]]]]));

  assert.equal(sent.length, 1);
  assert.equal(sent[0].length, 5_000);
  assert.deepEqual(new Set(shown), new Set([1]));
  assert.equal(stub.host.syncs, 0);
});

test("more calls than one message takes go in several, each answered by its own", async () => {
  const shown = await stub.functions.recalculate(Array.from({ length: MOST_CALLS + 1 }, (_, number) => ["COUNTS", [[[number]], [[2]]]]));

  assert.deepEqual(sent.map(({ length }) => length), [5_000, 1]);
  assert.deepEqual(new Set(shown), new Set([2]));
});

test("equal calls are asked once and each is answered", async () => {
  const shown = await stub.functions.recalculate(Array.from({ length: 1_000 }, () => ["COUNTS", [[["Essex"]], null, undefined]]));

  assert.deepEqual(sent, [[["COUNTS", [[["Essex"]]]]]]);
  assert.equal(shown.length, 1_000);
});

test("an argument left out in the middle stays a blank", async () => {
  await stub.functions.recalculate([["COUNTS", [[[1]], undefined, [[3]], undefined]]]);

  assert.deepEqual(sent, [[["COUNTS", [[[1]], null, [[3]]]]]]);
});

test("errors are real, those with room for a sentence say it, and one in a block is one", async () => {
  const shown = await stub.functions.recalculate([["FAILS", ["#N/A"]], ["FAILS", ["#VALUE!"]], ["FAILS", ["#NUM!"]], ["FAILS", ["#SPILL!"]], ["SPILLS", []]]);

  assert.deepEqual(shown.slice(0, 4), ["#N/A The sentence.", "#VALUE! The sentence.", "#NUM!", "#VALUE! The sentence."]);
  assert.equal(shown[4][0][1].code, "#N/A");
  assert.deepEqual(shown[4][1], [1, true]);
});

test("an engine that does not answer, or too little, is an error with a sentence", async () => {
  const away = new Batcher(() => Promise.reject(new Error("This browser may not run WebAssembly.")));
  const short = new Batcher(async () => []);
  associate(["AWAY"], (call) => away.ask(call));
  associate(["SHORT"], (call) => short.ask(call));

  const shown = await stub.functions.recalculate([["AWAY", []], ["SHORT", []]]);

  assert.deepEqual(shown, ["#N/A This browser may not run WebAssembly.", "#N/A Scorecard left this call unanswered."]);
});
