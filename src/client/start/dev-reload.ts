/** In development: reloads the page when the server has been started anew. */
export function reloadOnNewVersion(path: string): void {
  let loaded: string | null = null;
  new EventSource(path).addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (loaded !== null && loaded !== data) location.reload();
    loaded = data;
  });
}
