import { tidyName } from '../../shared/participant-name.ts';

/** What a link may ask of the page: `?name=Bob&mic=off&cam=off`. Whether `join` counts is for the server to say. */
export interface PageOptions {
  readonly name: string | null;
  readonly microphone: boolean;
  readonly camera: boolean;
}

export function readPageOptions(search: string): PageOptions {
  const query = new URLSearchParams(search);
  const name = query.get('name');
  return {
    name: name === null ? null : tidyName(name),
    microphone: query.get('mic') !== 'off',
    camera: query.get('cam') !== 'off',
  };
}
