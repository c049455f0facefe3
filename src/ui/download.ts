/** Hands a file to the browser to save. */

/** Some browsers still read the file after the click. */
const KEPT_MS = 10_000;

export function download(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
