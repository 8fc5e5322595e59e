// Stands for Python, so that a test of the page is quick: a workbook's bytes are the answers that it gives, as JSON.
const text = new TextDecoder();
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));

let drawn;

self.onmessage = async ({ data: { id, kind, action, file, options, pictures } }) => {
  if (kind === "drawn") return drawn(pictures);
  if (kind === "ready" || kind === "warm") return postMessage({ id, answer: true });
  let book;
  try {
    book = JSON.parse(text.decode(file));
  } catch {
    return postMessage({ id, answer: { refused: { what: `${options.name} is not a workbook.`, do: "Choose another." } } });
  }
  if (book.fails === kind) return postMessage({ id, problem: "The engine is out of breath." });
  if (kind !== "press") return postMessage({ id, answer: book[kind] });
  const pressed = book.press[action];
  postMessage({ id, progress: { done: 0, of: 0, what: pressed.says ?? "" } });
  await new Promise((done) => setTimeout(done, pressed.takes ?? 0));
  if (pressed.draws) {
    const made = await new Promise((done) => ((drawn = done), postMessage({ id, draw: pressed.draws })));
    pressed.message = JSON.stringify(made.map((png) => [String.fromCharCode(...png.slice(1, 4)), new DataView(png.buffer).getUint32(16), png.length]));
  }
  const files = Object.fromEntries(Object.entries(options.files ?? {}).map(([name, held]) => [name, text.decode(held)]));
  const message = pressed.message ?? JSON.stringify({ ...options, files });
  const made = pressed.made && Object.fromEntries(Object.entries(pressed.made).map(([name, held]) => [name, bytes(held)]));
  return postMessage({ id, answer: { file: pressed.file ? bytes(pressed.file) : null, answer: { ended: pressed.ended ?? "done", message, made } } });
};
