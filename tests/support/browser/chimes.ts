import type { Person } from './person.ts';

interface Ringing {
  rung: number;
}

/** Counts the notes that a page plays. */
export const listenIn = async ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const ringing = globalThis as unknown as Ringing;
    ringing.rung = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      if (this.context.state === 'running') ringing.rung += 1;
      start.call(this, when);
    };
  });

export const rung = ({ page }: Person): Promise<number> => page.evaluate(() => (globalThis as unknown as Ringing).rung);
