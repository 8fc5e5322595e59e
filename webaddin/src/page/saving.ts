/** The filled copy: what it is called, and how it gets from the page onto the officer's disk. */

const SHOWN = 3;

/** Return the name of a filled copy: the workbook's own, and behind it what was done. It is never the workbook's own name. */
export function filledName(name: string, done: string[]): string {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ".xlsx"];
  const deeds = [...new Set(done.map(label => label.toLowerCase().replace("msg", "MSG").replace(/[^\p{L}\p{N} &-]/gu, "")))];
  const more = deeds.length > SHOWN ? ` and ${deeds.length - SHOWN} more` : "";
  return `${stem} (${deeds.slice(0, SHOWN).join(", ")}${more})${ending}`;
}

const KINDS: Record<string, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xlsm: "application/vnd.ms-excel.sheet.macroEnabled.12",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  svg: "image/svg+xml",
  html: "text/html",
};

/** Hand a file to the browser to save: it goes where downloads go, and nothing that is there is written over. */
export function save(content: Uint8Array | string, name: string): void {
  const type = KINDS[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
  const place = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = place;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has to have begun reading it.
  setTimeout(() => URL.revokeObjectURL(place), 60_000);
}
