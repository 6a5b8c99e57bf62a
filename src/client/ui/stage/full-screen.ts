/** iPhones have it for videos only, under a name of their own. */
interface FullScreenVideo extends HTMLVideoElement {
  readonly webkitEnterFullscreen?: () => void;
}

export const canFullScreen = (): boolean =>
  document.fullscreenEnabled || 'webkitEnterFullscreen' in HTMLVideoElement.prototype;

/** Shows an element on the whole screen, or ends that. A browser that will not is left alone. */
export function toggleFullScreen(element: HTMLElement): void {
  if (document.fullscreenElement) {
    void document.exitFullscreen();
  } else if (document.fullscreenEnabled) {
    void element.requestFullscreen().catch(() => undefined);
  } else {
    element.querySelector<FullScreenVideo>('video')?.webkitEnterFullscreen?.();
  }
}
