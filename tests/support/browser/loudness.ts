import type { Page } from '@playwright/test';

/**
 * How loud a participant is played: the peak of what their unmuted outlets play, times the outlets' volume. The test
 * microphone of a browser beeps each second or sooner, so the peak of 1.5 s is that of a beep.
 */
export const peakPlayed = (page: Page, participantId: string): Promise<number> =>
  page.evaluate(async (id) => {
    const context = new AudioContext();
    await context.resume();
    const video = document.querySelector<HTMLVideoElement>(`[data-testid=tile][data-participant="${id}"] video`);
    const all = [...document.querySelectorAll('audio')];
    const own = all.findIndex((audio) => audio.srcObject === video?.srcObject);
    // The outlet of a voice, and behind it the one that plays it louder, if there is one.
    const next = all.slice(own + 1).findIndex((audio) => (audio.srcObject as MediaStream).getVideoTracks().length > 0);
    const outlets = own < 0 ? [] : all.slice(own, next < 0 ? undefined : own + 1 + next);
    const meters = outlets
      .filter((audio) => !audio.muted && !audio.paused)
      .map((audio) => {
        const analyser = new AnalyserNode(context, { fftSize: 8192 });
        context.createMediaStreamSource(audio.srcObject as MediaStream).connect(analyser);
        return { audio, analyser, samples: new Float32Array(analyser.fftSize) };
      });
    let peak = 0;
    const until = performance.now() + 1500;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const { audio, analyser, samples } of meters) {
        analyser.getFloatTimeDomainData(samples);
        for (const sample of samples) peak = Math.max(peak, Math.abs(sample) * audio.volume);
      }
    }
    await context.close();
    return peak;
  }, participantId);
