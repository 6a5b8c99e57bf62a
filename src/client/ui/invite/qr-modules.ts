import { encode } from 'uqr';

/** The modules of a QR code, row by row, true where they are dark; with the quiet zone that readers need. */
export const qrModules = (text: string): readonly (readonly boolean[])[] => encode(text, { border: 2 }).data;
