import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Amplified, Amplifier } from '../call/ports/amplifier.ts';

/** What browsers count as a gesture, after which they let audio processing begin. */
const GESTURES = ['pointerup', 'keydown'] as const;

interface Processing {
  readonly context: AudioContext;
  readonly isRunning: ReadonlySignal<boolean>;
  end(): void;
}

function startProcessing(): Processing {
  const context = new AudioContext();
  const isRunning = signal(context.state === 'running');
  const update = (): void => void (isRunning.value = context.state === 'running');
  const resume = (): void => void context.resume().catch(() => undefined);
  context.addEventListener('statechange', update);
  // Phones interrupt it, as for a phone call: the next gesture goes on.
  for (const gesture of GESTURES) addEventListener(gesture, resume, { passive: true });
  resume();
  return {
    context,
    isRunning,
    end() {
      for (const gesture of GESTURES) removeEventListener(gesture, resume);
      context.removeEventListener('statechange', update);
      isRunning.value = false;
      void context.close();
    },
  };
}

/** Makes streams louder than an element can play them. Audio processing runs only as long as one of them is needed. */
export function createAmplifier(): Amplifier {
  let processing: Processing | null = null;
  let count = 0;

  return {
    amplify(stream, firstGain): Amplified {
      const { context, isRunning } = (processing ??= startProcessing());
      count += 1;
      const source = context.createMediaStreamSource(new MediaStream(stream.getAudioTracks()));
      const volume = new GainNode(context, { gain: firstGain });
      // A stream for an element, and not the context's own output: not every browser lets a context choose its speaker.
      const output = context.createMediaStreamDestination();
      source.connect(volume).connect(output);
      let isOver = false;
      return {
        stream: output.stream,
        isRunning,
        // At once it would click.
        setGain: (gain) => void volume.gain.setTargetAtTime(gain, context.currentTime, 0.02),
        close() {
          if (isOver) return;
          isOver = true;
          source.disconnect();
          volume.disconnect();
          count -= 1;
          if (count > 0) return;
          processing?.end();
          processing = null;
        },
      };
    },
  };
}
