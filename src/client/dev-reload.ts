/** In development: reloads the page when the server has been started anew. */
export function reloadOnNewVersion(): void {
  let loaded: string | null = null;
  new EventSource('/api/dev-version').addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (loaded !== null && loaded !== data) location.reload();
    loaded = data;
  });
}
