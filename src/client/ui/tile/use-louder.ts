import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Amplified } from '../../call/ports/amplifier.ts';
import { useApp } from '../context.ts';

/**
 * The stream made louder, for a gain above 1. Null as long as there is none: before its code is loaded, and while the
 * browser lets no audio processing run. Then the stream itself has to be heard.
 */
export function useLouder(stream: MediaStream, gain: number): MediaStream | null {
  const { loadAmplifier } = useApp();
  const louder = useSignal<Amplified | null>(null);
  const isWanted = gain > 1;
  const latestGain = useRef(gain);
  latestGain.current = gain;

  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    let amplified: Amplified | null = null;
    loadAmplifier()
      .then((amplifier) => {
        if (isOver) return;
        amplified = amplifier.amplify(stream, latestGain.current);
        louder.value = amplified;
      })
      // The server is away, or the stream has no sound: it stays as loud as it is.
      .catch(() => undefined);
    return () => {
      isOver = true;
      amplified?.close();
      louder.value = null;
    };
  }, [isWanted, stream, loadAmplifier, louder]);
  useEffect(() => louder.peek()?.setGain(gain), [gain, louder]);

  return louder.value?.isRunning.value ? louder.value.stream : null;
}
