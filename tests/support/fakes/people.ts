import type { FakePage, FakeWorld } from './fake-world.ts';

/** Whether each of them has a live link with each other. */
export const areConnected =
  (...pages: readonly FakePage[]) =>
  (): boolean =>
    pages.every((page) => pages.every((other) => other === page || page.link(other.name) === 'live'));

/** People who come one after the other, and are connected. */
export async function meet<const Names extends readonly string[]>(
  world: FakeWorld,
  ...names: Names
): Promise<{ [Index in keyof Names]: FakePage }> {
  const pages: FakePage[] = [];
  for (const name of names) {
    pages.push(await world.enter(name));
    await world.until(areConnected(...pages));
  }
  return pages as { [Index in keyof Names]: FakePage };
}

/** What the others write to this page, as it arrives. */
export function listen({ call }: FakePage): string[] {
  const heard: string[] = [];
  call.messages.on('chat', (_from, { text }) => void heard.push(text));
  return heard;
}

export const say = ({ call }: FakePage, text: string): void =>
  call.messages.sendToAll({ type: 'chat', text, isPrivate: false });
