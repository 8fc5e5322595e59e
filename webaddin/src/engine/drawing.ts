/** A PNG of a drawing, made by the browser itself: Python in a page has neither a renderer nor fonts. */
import type { Wanted } from "./messages";

export async function picture({ svg, width, height }: Wanted): Promise<Uint8Array> {
  const place = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const drawn = new Image();
    drawn.src = place;
    await drawn.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const paper = canvas.getContext("2d")!;
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, width, height);
    paper.drawImage(drawn, 0, 0, width, height);
    const png = await new Promise<Blob>((done, failed) =>
      canvas.toBlob((made) => (made ? done(made) : failed(new Error("The picture is too large for this browser."))), "image/png"));
    return new Uint8Array(await png.arrayBuffer());
  } finally {
    URL.revokeObjectURL(place);
  }
}
