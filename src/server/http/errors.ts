import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { ErrorCode } from '../../shared/result.ts';
import { localeOf, type Translations } from './i18n.ts';
import type { Assets } from './assets.ts';
import { createRenderOnce, sendHtml } from './render-once.ts';
import type { ToPath } from './paths.ts';

/** The one place that says what HTTP makes of a code. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'ticket:missing': 401,
  'ticket:malformed': 401,
  'ticket:forged': 401,
  'ticket:expired': 401,
  'ticket:wrong-participant': 401,
  'payload:invalid': 400,
  'payload:too-large': 413,
  'rate:limited': 429,
  'room:bad-name': 404,
  'room:full': 409,
  'room:not-joined': 409,
  'participant:unknown': 404,
  'page:not-found': 404,
  'origin:refused': 403,
  'admin:required': 401,
  'service:maintenance': 503,
};

const statusOf = (code: ErrorCode): number => STATUS[code] ?? 500;

export type SendError = (request: Request, response: Response, code: ErrorCode) => void;

/** A page for people, JSON for clients. */
export function createErrorSender(assets: Assets, { translate }: Translations, toPath: ToPath): SendError {
  const api = toPath('/api/');
  const renderOnce = createRenderOnce();
  return (request, response, code) => {
    response.status(statusOf(code)).setHeader('Cache-Control', 'no-store');
    const wantsPage = !request.originalUrl.startsWith(api) && request.accepts('json', 'html') === 'html';
    if (!wantsPage) {
      response.json({ code });
      return;
    }
    const locale = localeOf(request);
    renderOnce(response, `${locale} ${code}`, 'error', { t: translate(locale), locale, code, assets }).then(
      (html) => sendHtml(response, html),
      (error: unknown) => request.next?.(error),
    );
  };
}

/** The code of an error thrown by Express or one of its parsers. */
function codeOf(error: unknown): ErrorCode {
  const status = error instanceof Error && 'status' in error ? error.status : 500;
  if (status === 413) return 'payload:too-large';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'payload:invalid';
  return 'server:error';
}

export const notFound =
  (send: SendError): RequestHandler =>
  (request, response) =>
    send(request, response, 'page:not-found');

/** Express tells error handlers by their four parameters. */
export const onRequestError =
  (send: SendError, onError: (error: unknown) => void): ErrorRequestHandler =>
  (error, request, response, next) => {
    const code = codeOf(error);
    if (code === 'server:error') onError(error);
    if (response.headersSent) next(error);
    else send(request, response, code);
  };
