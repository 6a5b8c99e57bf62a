/** Browsers tell nobody when they have fetched what they save, and ask some people for a place first. */
const REVOKE_AFTER_MS = 10 * 60 * 1000;

/** Hands a text to the person as a file. */
export function saveText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: fileName }).click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day where the person is, as file names have it; in UTC it is another one for some hours. */
export const localDay = (date: Date): string =>
  `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
