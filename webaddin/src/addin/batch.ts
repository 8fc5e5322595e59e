/** One message per recalculation: calls that Excel makes close together wait for each other, and equal ones are asked once. */
import type { Answer, Call } from "../engine/engine";

export type Ask = (calls: Call[]) => Promise<Answer[]>;

interface Waiting {
  done(answer: Answer): void;
  failed(problem: unknown): void;
}

/** So many different calls go in one message. */
export const MOST_CALLS = 5_000;
/** In milliseconds: Excel makes the calls of one recalculation within a few turns of its loop. */
const PAUSE = 10;

export class Batcher {
  #asked = new Map<string, { call: Call; who: Waiting[] }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Answers one call, together with those that are made at the same time. */
  ask(call: Call): Promise<Answer> {
    return new Promise((done, failed) => {
      const spelt = JSON.stringify(call);
      const same = this.#asked.get(spelt);
      if (same) same.who.push({ done, failed });
      else this.#asked.set(spelt, { call, who: [{ done, failed }] });
      if (this.#asked.size >= MOST_CALLS) this.#send();
      else this.#timer ??= setTimeout(() => this.#send(), PAUSE);
    });
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const asked = [...this.#asked.values()];
    this.#asked = new Map();
    this.#ask(asked.map((each) => each.call)).then(
      (answers) =>
        asked.forEach(({ who }, place) => {
          const answer = answers[place];
          for (const each of who) answer ? each.done(answer) : each.failed(new Error("Scorecard left this call unanswered."));
        }),
      (problem: unknown) => asked.forEach(({ who }) => who.forEach((each) => each.failed(problem))),
    );
  }
}
