/**
 * Hands a file to the person as a download. It came from somebody else: whatever it is called, the browser is told
 * that it is mere bytes, so that it is never shown as a page of ours.
 */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file.slice(0, file.size, 'application/octet-stream'));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser reads from the address at its leisure, and says nowhere when it is done.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

/** A browser that asks where to save may wait for its person this long. Until then it reads the file. */
export const REVOKE_AFTER_MS = 10 * 60 * 1000;
