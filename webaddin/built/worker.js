// src/engine/worker.ts
var worker = self;
var site = new URL("./", self.location.href);
var STEPS = 4;
var heard = 0;
var tell = (done, what) => {
  const progress = { done, of: STEPS, what };
  worker.postMessage({ id: heard, progress });
};
async function fetched(path) {
  const answer = await fetch(new URL(path, site));
  if (!answer.ok) throw new Error(`${path} could not be fetched (${answer.status})`);
  return answer.arrayBuffer();
}
async function started() {
  tell(0, "Fetching");
  const rules = fetched("python/rules.zip");
  workbooks = fetched("python/workbooks.zip");
  workbooks.catch(() => void 0);
  const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", site).href);
  tell(1, "Starting");
  const python2 = await loadPyodide({ indexURL: new URL("pyodide/", site).href, stdout: () => void 0 });
  tell(2, "Loading the rules");
  python2.unpackArchive(await rules, "zip");
  python2.pyimport("xlscore.web.calls");
  tell(3, "Fetching the rest");
  await workbooks;
  tell(STEPS, "Ready");
  return python2;
}
var workbooks;
var python = started();
python.catch(() => void 0);
var unpacked;
var doors = () => unpacked ??= (async () => {
  const started2 = await python;
  started2.unpackArchive(await workbooks, "zip");
  return started2.pyimport("xlscore.web.worker");
})();
var drawing = /* @__PURE__ */ new Map();
async function pictures(id, wanted) {
  const drawn = await new Promise((done) => {
    drawing.set(id, done);
    worker.postMessage({ id, draw: wanted });
  });
  if (drawn.length < wanted.length) throw new Error("a picture could not be drawn");
  return wanted.map((one, number) => ({ ...one, png: drawn[number] }));
}
async function answered(question) {
  const started2 = await python;
  switch (question.kind) {
    case "ready":
      return true;
    case "warm":
      await doors();
      return true;
    case "call":
      return started2.pyimport("xlscore.web.calls")["call"](question.batch);
    default: {
      const say = (what, done = 0, of = 0) => worker.postMessage({ id: question.id, progress: { done, of, what } });
      const action = "action" in question ? question.action : "";
      const given = question.file;
      const file = given instanceof Blob ? new Uint8Array(await given.arrayBuffer()) : given;
      const door = (await doors())["answer"];
      const said = (more) => door(question.kind, action, file, { ...question.options, ...more }, say);
      const first = said({ drawn: [] });
      if (!("wanted" in first)) return withNull(first);
      return withNull(said({ drawn: await pictures(question.id, first.wanted) }));
    }
  }
}
var withNull = (answer) => answer && typeof answer === "object" ? Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, value ?? null])) : answer ?? null;
function buffers(value) {
  if (value instanceof Uint8Array) return [value.buffer];
  return value && typeof value === "object" ? Object.values(value).flatMap(buffers) : [];
}
worker.onmessage = ({ data }) => {
  if (data.kind === "drawn") {
    drawing.get(data.id)?.(data.pictures);
    drawing.delete(data.id);
    return;
  }
  if (data.kind === "ready") heard = data.id;
  void answered(data).then(
    (answer) => worker.postMessage({ id: data.id, answer }, [...new Set(buffers(answer))]),
    (error) => {
      console.error(error);
      worker.postMessage({ id: data.id, problem: sentence(error) });
    }
  );
};
function sentence(error) {
  const said = error instanceof Error ? error.message : String(error);
  if (said.includes("could not be fetched") || said.includes("Failed to fetch"))
    return "A part of this page could not be loaded; see that the network is there, and load the page again.";
  if (said.includes("could not be drawn")) return "This browser could not draw a picture of the paper; try another browser, or xlscore on the desktop.";
  if (said.includes("WebAssembly") || said.includes("wasm"))
    return "This browser may not run WebAssembly, which the page needs; ask your IT to allow it for this address.";
  if (said.includes("MemoryError") || said.includes("out of memory"))
    return "The workbook is too large for this browser's memory; close other tabs, or use xlscore on the desktop.";
  return "Something unexpected happened; load the page again, and report the workbook where it may leave your force.";
}
