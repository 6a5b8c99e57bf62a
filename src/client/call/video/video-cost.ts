/**
 * What video costs on a line. Both exponents are below 1: twice the pixels or frames hold less than twice the news.
 * The scale is what Chromium's own tables give a camera at 640 × 480 and 30 frames a second, about 1 Mbit/s.
 */
const REFERENCE = { kbps: 1000, pixels: 640 * 480, framesPerSecond: 30 };
const PIXEL_EXPONENT = 0.75;
const FRAME_EXPONENT = 0.6;

/** The bit rate at which a picture of a person looks clean. */
export const cleanKbps = (pixels: number, framesPerSecond: number): number =>
  REFERENCE.kbps *
  (pixels / REFERENCE.pixels) ** PIXEL_EXPONENT *
  (framesPerSecond / REFERENCE.framesPerSecond) ** FRAME_EXPONENT;

/** How many pixels look clean at a bit rate: `cleanKbps` the other way round. */
export const cleanPixels = (kbps: number, framesPerSecond: number): number =>
  REFERENCE.pixels * (kbps / cleanKbps(REFERENCE.pixels, framesPerSecond)) ** (1 / PIXEL_EXPONENT);
