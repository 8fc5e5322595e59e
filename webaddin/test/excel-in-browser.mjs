// office.js as a page of the site gets it in a test: the stub of Excel, with a workbook that is open.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./browser.mjs";

export const OFFICE = "https://appsforoffice.microsoft.com/";

/** The script that stands for Microsoft's, with the workbook of that path. */
export async function office(path) {
  const file = readFileSync(path).toString("base64");
  const contents = `
    import { installed, unpack, fromBase64 } from "./test/excel-stub/office.ts";
    const stub = installed();
    stub.file = fromBase64(${JSON.stringify(file)});
    const opened = unpack(stub.file).then(({ sheets, customXml }) => {
      for (const { name, cells, shapes } of sheets) {
        const sheet = stub.host.book.add(name);
        sheet.cells = cells;
        sheet.shapes = shapes.map((shape) => ({ name: shape, left: 0, top: 0, alt: "", kind: "group" }));
      }
      stub.host.book.customXml = customXml.map((xml, number) => ({ id: "{" + number + "}", xml }));
      stub.host.book.active = sheets[0].name;
    });
    const { onReady } = Office;
    Office.onReady = (ready) => opened.then(() => onReady(ready));
    Object.assign(globalThis, { stub, unpack, fromBase64 });`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: join(root, "webaddin"), loader: "ts" }, bundle: true, format: "iife", target: "es2022", write: false });
  return outputFiles[0].text;
}
