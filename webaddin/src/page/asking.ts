/** What a button has to know before it can be pressed: asked in a dialog, given back as its options. */

import { byId, el, fill } from "./dom";
import type { Options } from "../engine/engine";
import type { Button, Looked } from "../engine/looking";

/** The files that came along with the workbook: the commands' returns. */
export interface Beside { name: string; data: Uint8Array }

interface Field { element: HTMLElement; read(): Promise<Options | string> }

const FILES: Partial<Record<Button["asks"], { label: string; hint: string; accept: string; many: boolean }>> = {
  files: { label: "Files to bring in", hint: "Published tables and workbooks (.csv, .xlsx, .ods, .zip). They are only read.", accept: ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.zip", many: true },
  paper: { label: "The paper", hint: "The Word document (.docx). It stays as it is: you save a new copy.", accept: ".docx", many: false },
  text: { label: "The paper to check", hint: "A Word document or a text (.docx, .txt, .md); it is only read.", accept: ".docx,.docm,.txt,.md", many: false },
};

/** Return the options of a button, having asked what it needs; null where the officer thought better of it. */
export async function ask(button: Button, looked: Looked, beside: Beside[], workbook: string): Promise<Options | null> {
  const field = fieldFor(button, looked, beside, workbook);
  if (!field) return button.asks === "pack" ? { answers: [`${stem(workbook)} (data pack).xlsx`] } : {};
  const dialog = byId<HTMLDialogElement>("ask");
  const fault = el("p", { class: "fault", id: "ask-fault", role: "alert" });
  return new Promise(done => {
    const closed = () => done(null);
    const submitted = async (event: Event) => {
      event.preventDefault();
      const given = await field.read();
      if (typeof given === "string") {
        fault.textContent = given;
        dialog.querySelector<HTMLElement>("input, select")?.focus();
        return;
      }
      dialog.removeEventListener("close", closed);
      dialog.close();
      done(given);
    };
    fill(dialog,
      el("form", { submit: submitted as unknown as EventListener, novalidate: true },
        el("h2", { id: "ask-title" }, button.label),
        el("p", { class: "quiet" }, button.help),
        field.element, fault,
        el("p", { class: "saves" },
          el("button", { type: "submit" }, button.label),
          el("button", { type: "button", class: "second", click: () => dialog.close() }, "Cancel"))));
    dialog.addEventListener("close", closed, { once: true });
    dialog.showModal();
    dialog.querySelector<HTMLElement>("input, select")?.focus();
  });
}

const stem = (name: string) => name.replace(/\.[^.]*$/, "");

function fieldFor(button: Button, looked: Looked, beside: Beside[], workbook: string): Field | null {
  if (button.name === "explain-cell") return cell(looked);
  if (button.asks === "cycle") return cycle();
  if (button.asks === "new paper") return paper(looked, workbook);
  if (button.asks === "returns") return returns(beside);
  const files = FILES[button.asks];
  return files ? chosen(files) : null;
}

function labelled(label: string, hint: string, input: HTMLElement): HTMLElement {
  input.id = `ask-${label.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  input.setAttribute("aria-describedby", hint ? `${input.id}-hint ask-fault` : "ask-fault");
  return el("div", { class: "field" },
    el("label", { for: input.id }, label), hint ? el("p", { class: "hint", id: `${input.id}-hint` }, hint) : null, input);
}

function cell(looked: Looked): Field {
  const sheet = el("select", {}, ...looked.sheets.map(name => el("option", {}, name)));
  const address = el("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  return {
    element: el("div", {}, labelled("Sheet", "", sheet), labelled("Cell", "Its address, such as D7.", address)),
    read: async () => {
      const typed = address.value.trim().toUpperCase().replaceAll("$", "");
      if (!/^[A-Z]{1,3}[1-9]\d{0,6}$/.test(typed)) return "Type the address of one cell, such as D7.";
      return { selected: `'${sheet.value.replaceAll("'", "''")}'!${typed}` };
    },
  };
}

function cycle(): Field {
  const input = el("input", { type: "text", autocomplete: "off" });
  return {
    element: labelled("What is the next cycle called?", "As it is to stand in the workbook, such as Q2 2026/27.", input),
    read: async () => (input.value.trim() ? { answers: [input.value.trim()] } : "Type what the next cycle is called."),
  };
}

function paper(looked: Looked, workbook: string): Field {
  const which = el("select", {}, ...looked.papers.map(one => el("option", { value: one.name }, one.title)));
  return {
    element: labelled("Which paper?", looked.papers.length ? "Those that this workbook has tables for." : "", which),
    read: async () => {
      const kind = looked.papers.find(one => one.name === which.value);
      return kind
        ? { answers: [`${stem(workbook)} - ${kind.title}.docx`, kind.name] }
        : "This workbook has no tables that a paper could be written from.";
    },
  };
}

function returns(beside: Beside[]): Field {
  const picks = beside.map((one, number) => ({ one, box: el("input", { type: "checkbox", id: `ask-return-${number}`, checked: true }) }));
  const input = el("input", { type: "file", multiple: true, accept: ".xlsx,.xlsm" });
  const had = picks.length
    ? el("fieldset", { class: "field" }, el("legend", {}, "Returns that you opened with the workbook"),
      ...picks.map(({ one, box }) => el("label", { class: "pick", for: box.id }, box, one.name)))
    : null;
  return {
    element: el("div", {}, had, labelled(picks.length ? "More returns" : "The commands’ returns", "Choose all of them at once. They are only read.", input)),
    read: async () => {
      const files: Record<string, Uint8Array> = {};
      for (const { one, box } of picks) if (box.checked) files[one.name] = one.data;
      for (const file of input.files ?? []) files[file.name] = await bytesOf(file);
      return Object.keys(files).length ? { files } : "Choose at least one return.";
    },
  };
}

function chosen(asked: { label: string; hint: string; accept: string; many: boolean }): Field {
  const input = el("input", { type: "file", multiple: asked.many, accept: asked.accept });
  return {
    element: labelled(asked.label, asked.hint, input),
    read: async () => {
      const files: Record<string, Uint8Array> = {};
      for (const file of input.files ?? []) files[file.name] = await bytesOf(file);
      return Object.keys(files).length ? { files } : "Choose a file first.";
    },
  };
}

export const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
