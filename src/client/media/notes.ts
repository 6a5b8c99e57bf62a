export interface Note {
  readonly frequencyHz: number;
  readonly afterS: number;
}

export interface Tune {
  readonly notes: readonly Note[];
  /** Of one note, at its loudest: 0 to 1. */
  readonly peakGain: number;
  /** The browser may hold sound back until a gesture: a tune that could only start later than this is dropped. */
  readonly latestMs: number | null;
}

/** Plays tunes where the others are heard, too. */
export interface NotePlayer {
  /** Resolves at the end of the tune. False: it was not played, or not on the speaker that was asked for. */
  play(tune: Tune, speakerId: string): Promise<boolean>;
  close(): void;
}

/** Rising at once would click. */
const ATTACK_S = 0.015;
const RING_S = 0.45;

/** What counts as silence where a gain falls exponentially: it never reaches 0. */
const SILENCE = 0.0001;

interface Output {
  readonly context: AudioContext;
  readonly node: AudioNode;
  readonly audio: HTMLAudioElement;
}

function ring({ context, node }: Output, { frequencyHz, afterS }: Note, peakGain: number): Promise<unknown> {
  const startS = context.currentTime + afterS;
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: frequencyHz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(SILENCE, startS);
  volume.gain.exponentialRampToValueAtTime(peakGain, startS + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(SILENCE, startS + RING_S);
  oscillator.connect(volume).connect(node);
  oscillator.start(startS);
  oscillator.stop(startS + RING_S);
  return new Promise((resolve) => (oscillator.onended = resolve));
}

/** An audio element, as the others' voices have one: not every browser lets an AudioContext choose its speaker. */
function createOutput(): Output {
  const context = new AudioContext();
  const node = context.createMediaStreamDestination();
  const audio = new Audio();
  audio.srcObject = node.stream;
  return { context, node, audio };
}

/** False where the speaker cannot be had: then the sound goes where it went before. */
const chooseSpeaker = ({ audio }: Output, speakerId: string): Promise<boolean> =>
  !('setSinkId' in audio) || audio.sinkId === speakerId
    ? Promise.resolve(true)
    : audio.setSinkId(speakerId).then(
        () => true,
        () => false,
      );

export function createNotePlayer(): NotePlayer {
  let output: Output | null = null;
  let playing = 0;

  function discard(): void {
    const { context, audio } = output ?? {};
    output = null;
    if (audio) audio.srcObject = null;
    if (context && context.state !== 'closed') void context.close();
  }

  /** Between two tunes nothing runs, and phones show nothing that plays. */
  function rest({ context, audio }: Output): void {
    playing -= 1;
    if (playing > 0 || context.state === 'closed') return;
    audio.pause();
    context.suspend().catch(() => undefined);
  }

  return {
    close: discard,
    async play({ notes, peakGain, latestMs }, speakerId) {
      const wantedAt = performance.now();
      const used = (output ??= createOutput());
      playing += 1;
      try {
        const isThere = await chooseSpeaker(used, speakerId);
        // Before the first gesture browsers refuse to play, or keep the answer until then.
        await Promise.all([used.audio.play(), used.context.resume()]);
        if (latestMs !== null && performance.now() - wantedAt > latestMs) return false;
        await Promise.all(notes.map((note) => ring(used, note, peakGain)));
        return isThere;
      } catch {
        // Phones end a page's audio for good, as for a phone call: the next tune begins with a new output.
        if (output === used) discard();
        return false;
      } finally {
        rest(used);
      }
    },
  };
}
