/** What a link may ask for: `?join&name=Bob&mic=off&cam=off`. */
export interface PageOptions {
  /** Skip the lobby. */
  readonly join: boolean;
  readonly name: string | null;
  readonly microphone: boolean;
  readonly camera: boolean;
}

export function readPageOptions(search: string): PageOptions {
  const query = new URLSearchParams(search);
  return {
    join: query.has('join'),
    name: query.get('name'),
    microphone: query.get('mic') !== 'off',
    camera: query.get('cam') !== 'off',
  };
}
