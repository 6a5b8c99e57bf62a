import { CHAT_CHANNEL, chatSchema } from '../../../src/client/call/together/chat.ts';
import type { Channel } from '../../../src/client/call/messages/channels.ts';
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

interface ChatBody {
  readonly text: string;
  readonly isPrivate: boolean;
}

const channels = new WeakMap<FakePage, Channel<ChatBody>>();

/** The channel of this page for chat, made when it is first asked for. */
export function chatOf(page: FakePage): Channel<ChatBody> {
  const channel =
    channels.get(page) ?? page.call.messages.channel<ChatBody, ChatBody>('chat', chatSchema, CHAT_CHANNEL);
  channels.set(page, channel);
  return channel;
}

/** What the others write to this page, as it arrives. */
export function listen(page: FakePage): string[] {
  const heard: string[] = [];
  chatOf(page).on((_from, { text }) => void heard.push(text));
  return heard;
}

export const say = (page: FakePage, text: string): void => chatOf(page).sendToAll({ text, isPrivate: false });
