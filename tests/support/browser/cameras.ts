import type { Locator } from '@playwright/test';

/** The label of the camera whose picture a tile or a preview shows. */
export const cameraOf = (place: Locator): Promise<string | undefined> =>
  place
    .locator('video')
    .last()
    .evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream | null)?.getVideoTracks()[0]?.label);
