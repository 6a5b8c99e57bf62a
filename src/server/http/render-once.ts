import type { Response } from 'express';

/** Renders a view, or returns what was rendered under the same key before. */
export type RenderOnce = (response: Response, key: string, view: string, locals: object) => Promise<string>;

/** For views whose text depends on nothing but the key. In development views change, and are rendered each time. */
export function createRenderOnce(): RenderOnce {
  const rendered = new Map<string, string>();
  return async (response, key, view, locals) => {
    const known = rendered.get(key);
    if (known !== undefined) return known;
    const html = await new Promise<string>((resolve, reject) => {
      response.render(view, locals, (error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
    });
    if (response.app.enabled('view cache')) rendered.set(key, html);
    return html;
  };
}

/** Without an ETag: hashing the page would cost as much as making it. */
export const sendHtml = (response: Response, html: string): void => void response.type('html').end(html);
