/**
 * A link to a room of this site, without its `join`. The browser takes a link on one of our pages for the person's own
 * (rule R11), but this one was written by somebody else. Links to other sites stay as they are.
 */
export function withoutJoin(href: string, origin: string): string {
  const url = new URL(href);
  if (url.origin !== origin || !url.searchParams.has('join')) return href;
  url.searchParams.delete('join');
  return url.href;
}
