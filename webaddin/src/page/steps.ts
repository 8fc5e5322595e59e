/** A long list, a part at a time: thousands of entries at once would hold the browser up, and nobody reads them. */
import { counted, el } from "./dom";

const STEP = 100;

/** Fills a list with its first entries; a button below it goes on, and the keyboard with it. */
export function inSteps<T>(list: HTMLElement, all: T[], first: number, noun: string, entry: (one: T) => HTMLElement): HTMLElement[] {
  let shown = first;
  list.append(...all.slice(0, first).map(entry));
  if (all.length <= first) return [list];
  const more = el("button", { type: "button", class: "second", click: () => {
    const next = all.slice(shown, shown + STEP).map(entry);
    shown += next.length;
    list.append(...next);
    says();
    const one = next[0]!.querySelector("button") ?? next[0]!;
    if (one === next[0]) one.tabIndex = -1;
    one.focus();
  } });
  const says = (): void => {
    const rest = all.length - shown;
    if (rest) more.textContent = rest > STEP ? `Show ${STEP} more of the other ${counted(rest, noun)}` : `Show the other ${counted(rest, noun)}`;
    else more.remove();
  };
  says();
  return [list, more];
}
