/**
 * The one way to start a script by its address (a worker, the service worker): only addresses of our own pass. The
 * page's security policy (src/server/http/security.ts) has browsers refuse every other way, so markup that somebody
 * smuggled in cannot start one. Browsers without trusted types get the same check:
 * https://w3c.github.io/trusted-types/dist/spec/
 */

/** What TypeScript's library does not have yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): object };
}

const FOLDER = new URL('.', import.meta.url).href;
const SERVICE_WORKER = new URL('../service-worker.js', import.meta.url).href;

/** This module is in one of our scripts, and so beside all the others. */
export function checkScriptUrl(url: string, base = FOLDER, serviceWorker = SERVICE_WORKER): string {
  const { href } = new URL(url, base);
  const isOurs = href === serviceWorker || (href.startsWith(base) && /^[\w.-]+\.js$/.test(href.slice(base.length)));
  if (!isOurs) throw new TypeError(`${href} is no script of ours`);
  return href;
}

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('madang', {
  createScriptURL: (url) => checkScriptUrl(url),
});

/** @returns what stands for a URL: browsers take a string or, with trusted types, nothing but this */
export const scriptUrl = (url: string): string =>
  (policy ? policy.createScriptURL(url) : checkScriptUrl(url)) as unknown as string;
