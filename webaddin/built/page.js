// src/engine/engine.ts
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
    waiting.delete(data.id);
    if ("problem" in data) who.failed(new Error(data.problem));
    else who.done(data.answer);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const who of waiting.values()) who.failed(new Error("This page's engine could not be started; load the page again."));
    waiting.clear();
  };
  function ask(question, hears) {
    return new Promise((done, failed) => {
      const id = ++asked;
      waiting.set(id, { done, failed, heard: hears });
      worker.postMessage({ ...question, id });
    });
  }
  const ready2 = ask({ kind: "ready" }, heard).then(() => void 0);
  ready2.catch(() => void 0);
  return {
    ready: ready2,
    warm: () => ask({ kind: "warm" }).then(() => void 0),
    call: async (calls) => JSON.parse(await ask({ kind: "call", batch: JSON.stringify(calls) })),
    press: (action, file, options = {}, hears) => ask({ kind: "press", action, file, options }, hears),
    plan: (action, file, options = {}, hears) => ask({ kind: "plan", action, file, options }, hears),
    look: (file, options = {}) => ask({ kind: "look", file, options })
  };
}

// src/page/page.ts
var status = document.querySelector("#status");
var engine = ownEngine("./", ({ what }) => status && (status.textContent = `${what}…`));
var { ready, call, press } = engine;
Object.assign(window, { xlscore: { ready, call, press } });
ready.then(
  () => {
    if (status) status.textContent = "Ready.";
    void engine.warm();
  },
  (problem) => status && (status.textContent = problem.message)
);
