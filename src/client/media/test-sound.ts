/** Two notes that nobody takes for an alarm: a fifth, as in many doorbells. */
const NOTES_HZ = [523.25, 783.99];
const NOTE_S = 0.35;
const LOUDNESS = 0.2;

function playNotes(context: AudioContext, destination: AudioNode): void {
  NOTES_HZ.forEach((frequency, index) => {
    const start = context.currentTime + index * NOTE_S;
    const note = new OscillatorNode(context, { frequency });
    const envelope = new GainNode(context, { gain: 0 });
    envelope.gain.setTargetAtTime(LOUDNESS, start, 0.01);
    envelope.gain.setTargetAtTime(0, start + NOTE_S * 0.6, 0.08);
    note.connect(envelope).connect(destination);
    note.start(start);
    note.stop(start + 2 * NOTE_S);
  });
}

/**
 * Plays a short sound on a speaker, the system's own for an empty id, and resolves at its end. It goes through an audio
 * element, as the others' voices do: whoever hears it will hear them.
 */
export async function playTestSound(speakerId: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const audio = new Audio();
  audio.srcObject = output.stream;
  try {
    if (speakerId !== '') await audio.setSinkId(speakerId);
    await audio.play();
    playNotes(context, output);
    const silence = new ConstantSourceNode(context, { offset: 0 });
    silence.start();
    silence.stop(context.currentTime + (NOTES_HZ.length + 1) * NOTE_S);
    await new Promise((resolve) => (silence.onended = resolve));
  } finally {
    audio.srcObject = null;
    await context.close();
  }
}
