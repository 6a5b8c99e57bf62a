import { describe, expect, test } from '@jest/globals';
import { HEADER_BYTES } from '../../../../../src/client/call/files/frame-header.ts';
import {
  MAX_FRAME_BYTES,
  MAX_PAYLOAD_BYTES,
  openFrame,
  sealFrame,
} from '../../../../../src/client/call/files/frame.ts';

function sealed(id: number, offset: number, bytes: readonly number[] = [1, 2, 3]): ArrayBuffer {
  const frame = new Uint8Array(HEADER_BYTES + bytes.length);
  frame.set(bytes, HEADER_BYTES);
  sealFrame(frame, { id, offset });
  return frame.buffer;
}

describe('a frame', () => {
  test.each([
    [0, 0],
    [2 ** 32 - 1, 2 ** 40],
    [7, 2 ** 32 + 1],
  ])('carries transfer %s and offset %s', (id, offset) => {
    expect(openFrame(sealed(id, offset))).toEqual({ id, offset, bytes: Uint8Array.of(1, 2, 3) });
  });

  test('fits with its header into what browsers take as one message', () => {
    expect(HEADER_BYTES + MAX_PAYLOAD_BYTES).toBe(MAX_FRAME_BYTES);
  });

  test.each([
    ['is empty', new ArrayBuffer(0)],
    ['is shorter than a header', new ArrayBuffer(HEADER_BYTES - 1)],
    ['has no bytes', sealed(1, 0, [])],
    ['begins before the file', sealed(1, -1)],
    ['begins between two bytes', sealed(1, 0.5)],
    ['begins nowhere', sealed(1, NaN)],
    ['begins behind every file', sealed(1, 2 ** 41)],
  ])('F6: is none when it %s', (_what, buffer) => {
    expect(openFrame(buffer)).toBeNull();
  });
});
