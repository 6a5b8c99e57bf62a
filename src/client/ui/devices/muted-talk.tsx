import { useEffect, useRef } from 'preact/hooks';
import { LOOK_EVERY_MS, NEVER_TOLD, onLevel, onMuted } from '../../call/devices/talk-while-muted.ts';
import { useApp } from '../context.ts';

/** Tells a person who talks that they are muted. Listens only while they are, and only if they want it. */
export function MutedTalk() {
  const { call, media, ownTabs, settings, together } = useApp();
  const talk = useRef(NEVER_TOLD);
  const isWanted =
    settings.preferences.value.hintsWhenMuted &&
    media.microphone.value.status === 'off' &&
    !ownTabs.isSecond.value &&
    !together.away.isAway.value;

  useEffect(() => {
    if (!isWanted) return;
    talk.current = onMuted(talk.current, performance.now());
    const timer = setInterval(() => {
      const heard = onLevel(talk.current, media.mutedLevel(), performance.now());
      talk.current = heard.talk;
      if (heard.isTold) call.notify({ type: 'muted-talk' });
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      media.endMutedLevel();
    };
  }, [isWanted, call, media]);
  return null;
}
