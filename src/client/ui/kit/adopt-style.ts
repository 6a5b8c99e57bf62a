/** The styles of what is loaded on demand come with it: a page that is opening waits for every kilobyte of styles. */
export function adoptStyle(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
