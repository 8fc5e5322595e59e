/** The page without Excel. `window.xlscore` is for whoever builds on it. */
import { ownEngine } from "../engine/engine";

const status = document.querySelector<HTMLElement>("#status");
const engine = ownEngine("./", ({ what }) => status && (status.textContent = `${what}…`));
const { ready, call, press } = engine;
Object.assign(window, { xlscore: { ready, call, press } });

ready.then(
  () => {
    if (status) status.textContent = "Ready.";
    void engine.warm();
  },
  (problem: Error) => status && (status.textContent = problem.message),
);
