/** Long enough for any browser to have begun reading. Milliseconds. */
const READ_MS = 60_000;

/** Gives a file to the browser to keep, under a name. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), READ_MS);
}
