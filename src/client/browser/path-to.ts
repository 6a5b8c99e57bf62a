import type { PageData } from '../../shared/page-data.ts';

/** The path of something of the site, as a browser asks for it: below the base path, which may be empty. */
export const pathTo = ({ basePath }: Pick<PageData, 'basePath'>, path: `/${string}`): string => `${basePath}${path}`;
