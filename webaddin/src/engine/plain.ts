/** What comes along with a button is plain data: a function or a window can be handed neither to a worker nor to a server. */
import type { Options, Pressed } from "./messages";

/** Returns as one sentence what cannot be handed on; an empty text where all can. */
export function notPlain(action: unknown, file: unknown, options: unknown): string {
  const given = typeof options === "object" ? Object.entries(options ?? {}) : [["options", options]];
  for (const [name, value] of [["action", action], ["workbook", file], ...given] as [string, unknown][])
    try {
      structuredClone(value);
    } catch {
      return `What was given as '${name}' is no plain data. A button takes texts, lists of texts, and bytes.`;
    }
  return "";
}

export const refusedWith = (message: string): Pressed => ({ file: null, answer: { ended: "refused", message } });

/** Options as an object of their own, whatever was given as them. */
export const own = (options: Options): Options => ({ ...options });
