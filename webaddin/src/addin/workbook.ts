/** The workbook as a file out of Excel, as it is now, saved or not. */

/** Excel hands a file over in slices of at most 4 MB. */
const SLICE = 4_194_304;

/** Returns the bytes of the open workbook; `heard` is told of each part that has come. */
export function workbook(heard: (done: number, of: number) => void = () => undefined): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, (result) => {
      if (result.status !== Office.AsyncResultStatus.Succeeded) {
        failed(new Error(`Excel did not hand over the workbook (${result.error.message}). Save it and try again.`));
        return;
      }
      const file = result.value;
      const whole = new Uint8Array(file.size);
      let filled = 0;
      const next = (slice: number): void =>
        file.getSliceAsync(slice, (part) => {
          if (part.status !== Office.AsyncResultStatus.Succeeded || filled + part.value.data.length > file.size) {
            file.closeAsync();
            failed(new Error("A part of the workbook did not come from Excel. Try again."));
            return;
          }
          whole.set(part.value.data as ArrayLike<number>, filled);
          filled += part.value.data.length;
          heard(slice + 1, file.sliceCount);
          if (slice + 1 < file.sliceCount) next(slice + 1);
          else {
            // An open file blocks the next one: Excel lends two at a time.
            file.closeAsync();
            if (filled === file.size) done(whole);
            else failed(new Error("A part of the workbook did not come from Excel. Try again."));
          }
        });
      next(0);
    });
  });
}
