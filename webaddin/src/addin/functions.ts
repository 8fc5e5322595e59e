/**
 * The worksheet functions in Excel's cells. They only ask and answer: a function that reads or writes the workbook while
 * Excel calculates is refused by Excel, or stops it.
 */
import type { Answer, Call } from "../engine/engine";

/** Errors that Excel lets a function answer with, by their text; one of another name is shown as #VALUE!. */
const CODES: Record<string, keyof typeof CustomFunctions.ErrorCode> = {
  "#VALUE!": "invalidValue",
  "#N/A": "notAvailable",
  "#DIV/0!": "divisionByZero",
  "#NUM!": "invalidNumber",
  "#NULL!": "nullReference",
  "#NAME?": "invalidName",
  "#REF!": "invalidReference",
};
/** With these two alone Excel shows a sentence. */
const SAID = new Set(["#VALUE!", "#N/A"]);

function error(code: string, sentence: string): CustomFunctions.Error {
  const known = CustomFunctions.ErrorCode[CODES[code] ?? "invalidValue"];
  return sentence && SAID.has(code in CODES ? code : "#VALUE!")
    ? new CustomFunctions.Error(known, sentence)
    : new CustomFunctions.Error(known);
}

const cell = (value: unknown): unknown => (typeof value === "string" && value in CODES ? error(value, "") : value);

/** Arguments as they are asked: without what Excel adds at the end, and without what was left out there. */
function given(received: unknown[]): unknown[] {
  const args = received.slice(0, -1).map((value) => value ?? null);
  while (args.length && args[args.length - 1] === null) args.pop();
  return args;
}

/** Lets Excel call each function by its name; `ask` answers one call. */
export function associate(names: string[], ask: (call: Call) => Promise<Answer>): void {
  for (const name of names)
    CustomFunctions.associate(name, async (...received: unknown[]) => {
      const answer = await ask([name, given(received)]).catch((problem: unknown) => {
        throw error("#N/A", problem instanceof Error ? problem.message : "Scorecard does not answer; open its pane.");
      });
      if ("error" in answer) throw error(answer.error, answer.message);
      return Array.isArray(answer.value) ? answer.value.map((row) => row.map(cell)) : cell(answer.value);
    });
}
