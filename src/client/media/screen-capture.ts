import { sizeOf } from './track-size.ts';
import type { CapturedScreen, ScreenProblem, ScreenSource } from '../call/ports.ts';

/** What the types of TypeScript 6 do not have yet: https://www.w3.org/TR/screen-capture/ */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean };
  readonly selfBrowserSurface: 'include' | 'exclude';
  readonly surfaceSwitching: 'include' | 'exclude';
  readonly systemAudio: 'include' | 'exclude';
}

/**
 * Sharp enough for small print; larger screens are scaled down, for a mesh sends each of them many times. Text needs
 * few frames a second.
 */
const VIDEO = { width: { max: 2560 }, height: { max: 1440 }, frameRate: { ideal: 15, max: 30 } };

function optionsFor(devices: MediaDevices): ScreenOptions {
  // Where our own sound cannot be left out of the system's, the others would hear themselves.
  const canLeaveOutOwnSound = 'restrictOwnAudio' in devices.getSupportedConstraints();
  return {
    video: VIDEO,
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

function toCaptured(stream: MediaStream): CapturedScreen {
  const [video] = stream.getVideoTracks();
  // Rather fewer frames than letters that cannot be read.
  if (video) video.contentHint = 'detail';
  for (const audio of stream.getAudioTracks()) audio.contentHint = 'music';
  return {
    stream,
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
