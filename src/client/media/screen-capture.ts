import type { CapturedScreen, ScreenProblem, ScreenSource } from '../call/ports/screen-source.ts';
import { longestSide } from '../call/video/screen-size.ts';
import { sizeOf } from './track-size.ts';
import type { ScreenContent, PixelSize } from '../call/words.ts';

/** What the types of TypeScript 6 do not have yet: https://www.w3.org/TR/screen-capture/ */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean };
  readonly selfBrowserSurface: 'include' | 'exclude';
  readonly surfaceSwitching: 'include' | 'exclude';
  readonly systemAudio: 'include' | 'exclude';
}

/** Text needs few frames a second; of a film each missing one is seen. */
const FRAME_RATES = { sharp: { ideal: 15, max: 30 }, smooth: { ideal: 30, max: 30 } } as const;

/** Rather fewer frames than letters that cannot be read, and the other way round. */
const HINTS = { sharp: 'detail', smooth: 'motion' } as const;

function optionsFor(devices: MediaDevices): ScreenOptions {
  // Where our own sound cannot be left out of the system's, the others would hear themselves.
  const canLeaveOutOwnSound = 'restrictOwnAudio' in devices.getSupportedConstraints();
  return {
    video: { frameRate: FRAME_RATES.sharp },
    // Music and films, not a voice in a room.
    audio: { restrictOwnAudio: true, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    // A page that shows itself shows itself showing itself.
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
    systemAudio: canLeaveOutOwnSound ? 'include' : 'exclude',
  };
}

/** NotAllowedError is a cancelled picker, and also a system that lets the browser see no screen (macOS): */
const BLOCKED_BY_SYSTEM = /system/i;

function outcomeOf(error: unknown): ScreenProblem | 'cancelled' {
  if (!(error instanceof DOMException)) return 'failed';
  if (error.name === 'AbortError') return 'cancelled';
  if (error.name !== 'NotAllowedError') return 'failed';
  return BLOCKED_BY_SYSTEM.test(error.message) ? 'blocked' : 'cancelled';
}

/** A tab that makes sound is a film far more often than a text. The person who shares it can say otherwise. */
const usualContentOf = (stream: MediaStream): ScreenContent =>
  stream.getAudioTracks().length > 0 &&
  stream.getVideoTracks().some((video) => video.getSettings().displaySurface === 'browser')
    ? 'smooth'
    : 'sharp';

/** @param whole the size of the screen before any of it was left out */
function adapt(video: MediaStreamTrack, whole: PixelSize | null, content: ScreenContent): void {
  video.contentHint = HINTS[content];
  const longest = whole && longestSide(whole, content);
  const sides = longest !== null && { width: { max: longest }, height: { max: longest } };
  // Fails only when it has ended meanwhile; what cannot be had stays as it is.
  video.applyConstraints({ ...sides, frameRate: FRAME_RATES[content] }).catch(() => undefined);
}

function toCaptured(stream: MediaStream): CapturedScreen {
  const [video] = stream.getVideoTracks();
  const whole = video ? sizeOf(video) : null;
  for (const audio of stream.getAudioTracks()) audio.contentHint = 'music';
  return {
    stream,
    usualContent: usualContentOf(stream),
    setContent: (content) => video && adapt(video, whole, content),
    size: () => (video ? sizeOf(video) : null),
    onEnded: (listener) => video?.addEventListener('ended', listener, { once: true }),
    stop: () => stream.getTracks().forEach((track) => track.stop()),
  };
}

/** https://wicg.github.io/ua-client-hints/, which Safari and Firefox do not have. */
interface NavigatorWithHints {
  readonly userAgentData?: { readonly mobile: boolean };
}

/** Null where the browser cannot share a screen: on phones, and on http:// pages. */
export function createScreenSource(): ScreenSource | null {
  if (!('mediaDevices' in navigator) || !('getDisplayMedia' in navigator.mediaDevices)) return null;
  // Chromium on Android has the function, which always refuses.
  if ((navigator as NavigatorWithHints).userAgentData?.mobile === true) return null;
  const { mediaDevices } = navigator;
  return {
    async capture() {
      try {
        return toCaptured(await mediaDevices.getDisplayMedia(optionsFor(mediaDevices)));
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}
