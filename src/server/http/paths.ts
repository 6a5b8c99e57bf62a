/** Where a browser finds something of the site: `/open` is at `/video/open` where BASE_PATH is `/video`. */
export type ToPath = (path: `/${string}`) => string;

export const createToPath =
  (basePath: string): ToPath =>
  (path) =>
    `${basePath}${path}`;
