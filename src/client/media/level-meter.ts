/** Measures how loud a microphone is, 0 to 1. */
export interface LevelMeter {
  read(): number;
  close(): void;
}

/** Speech sits around -30 dB of full scale; this brings it to the middle of a meter. */
const GAIN = 6;

/** It only measures: without an output it costs less (https://www.w3.org/TR/webaudio/#dom-audiocontextoptions-sinkid). */
const NO_SPEAKER: AudioContextOptions & { sinkId: { type: 'none' } } = { sinkId: { type: 'none' } };

export function createLevelMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext(NO_SPEAKER);
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);

  // Browsers start audio only after a gesture; the first one anywhere on the page will do.
  const resume = (): void => void context.resume();
  for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, resume, { once: true });

  return {
    read() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.sqrt(power) * GAIN);
    },
    close() {
      for (const gesture of ['pointerdown', 'keydown']) removeEventListener(gesture, resume);
      void context.close();
    },
  };
}
