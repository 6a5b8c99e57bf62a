import { useMemo } from 'preact/hooks';
import type { ChatEntry } from '../../call/together/chat.ts';
import { useT } from '../kit/i18n.ts';
import { linkify } from './linkify.ts';
import { withoutJoin } from '../room/room-links.ts';
import { entryHead, entryTime } from './chat-words.ts';
import { expectedHeight } from './expected-height.ts';

/** One message. Text is rendered as text; of addresses only those that `linkify` lets pass become links. */
export function ChatEntryView({ entry }: { entry: ChatEntry }) {
  const t = useT();
  const parts = useMemo(() => linkify(entry.text), [entry.text]);
  const height = useMemo(() => expectedHeight(entry.text), [entry.text]);
  const { author, audience } = entryHead(entry, t);
  return (
    <article class={`chat-entry chat-entry--${entry.direction}`} style={{ containIntrinsicHeight: `auto ${height}px` }}>
      <header class="chat-entry__head">
        <bdi class="chat-entry__author">{author}</bdi>
        {audience !== null && <bdi class="chat-entry__audience">{audience}</bdi>}
        <time dateTime={new Date(entry.at).toISOString()}>{entryTime(entry)}</time>
      </header>
      <p class="chat-entry__text" dir="auto">
        {parts.map((part) =>
          part.type === 'text' ? (
            part.text
          ) : (
            // Written from left to right, so that no other script around it changes the order of its parts.
            <a
              href={withoutJoin(part.url, location.origin)}
              title={part.realHost ?? undefined}
              dir="ltr"
              target="_blank"
              rel="noopener noreferrer"
            >
              {part.text}
            </a>
          ),
        )}
      </p>
    </article>
  );
}
