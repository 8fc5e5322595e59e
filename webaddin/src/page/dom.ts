/** Elements made in one expression; text is always text, never markup. */

type Child = Node | string | null | undefined | false;
type Given = Record<string, string | number | boolean | EventListener | undefined>;

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, given: Given = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child): child is Node | string => typeof child === "string" || child instanceof Node));
  return made;
}

export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found as T;
}

export function fill(element: HTMLElement, ...children: Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => typeof child === "string" || child instanceof Node));
}

/** A number and its noun: "1 problem", "3 problems". */
export const counted = (number: number, noun: string): string => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
