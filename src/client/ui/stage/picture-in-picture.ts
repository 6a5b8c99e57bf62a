import type { AppContext } from '../context.ts';
import { loadDialogTexts } from '../kit/i18n.ts';

/** https://wicg.github.io/document-picture-in-picture/, which Safari and Firefox do not have. */
interface WindowWithPip {
  readonly documentPictureInPicture?: {
    readonly window: Window | null;
    requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window>;
  };
}

const documentPip = () => (window as WindowWithPip).documentPictureInPicture;

/** The shape of a video, and the controls below it. */
const SIZE = { width: 360, height: 280 };

export const canPictureInPicture = (): boolean => documentPip() !== undefined || document.pictureInPictureEnabled;

/**
 * Shows the most important participant in a window that stays above all others; to be called from a click. With controls where
 * the browser lets a page draw in such a window, else just the picture.
 */
export function openPictureInPicture(app: AppContext): void {
  const pip = documentPip();
  if (!pip) {
    showLargestVideo();
    return;
  }
  // Asked for at once, for the click counts only for a moment; what is drawn there may come later.
  const opening = pip.requestWindow(SIZE);
  void Promise.all([opening, import('./pip-window.tsx'), loadDialogTexts()]).then(
    ([window, { drawPipWindow }]) => drawPipWindow(window, app),
    () => void opening.then((window) => window.close()).catch(() => undefined),
  );
}

/** The tile that is largest on the stage, of the others' that have a picture. */
function showLargestVideo(): void {
  const pictures = [...document.querySelectorAll<HTMLElement>('.tile--video:not([data-self])')];
  const areaOf = (tile: HTMLElement): number => tile.clientWidth * tile.clientHeight;
  const [largest] = pictures.sort((a, b) => areaOf(b) - areaOf(a));
  void largest
    ?.querySelector('video')
    ?.requestPictureInPicture()
    .catch(() => undefined);
}
