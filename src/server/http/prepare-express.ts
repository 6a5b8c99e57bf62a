import { readFileSync } from 'node:fs';
import type { Express } from 'express';
import type { ToPath } from './paths.ts';

export interface ExpressSettings {
  /** How many proxies in front are believed; null when nobody said. */
  readonly trustProxy: number | null;
  readonly isDevelopment: boolean;
  readonly toPath: ToPath;
  /** The path of a file of the project. */
  readonly projectPath: (path: string) => string;
}

/** What all pages and answers have in common. */
export function prepareExpress(
  app: Express,
  { trustProxy, isDevelopment, toPath, projectPath }: ExpressSettings,
): void {
  app.disable('x-powered-by');
  // Whether a request came over https is known only from a proxy that is believed.
  app.set('trust proxy', trustProxy ?? 0);
  // In the page itself: browsers ask for an icon at once, and just then a call has better things to fetch.
  const icon = readFileSync(projectPath('public/icons/icon.svg'), 'utf8');
  app.locals['icon'] = `data:image/svg+xml,${encodeURIComponent(icon)}`;
  app.locals['toPath'] = toPath;
  app.set('views', projectPath('views')).set('view engine', 'ejs').set('view cache', !isDevelopment);
}
