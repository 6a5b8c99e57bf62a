import { test as base } from '@playwright/test';
import { createLab, type Lab } from './lab.ts';
import { findObstacle } from './network/obstacle.ts';

interface Options {
  /** Names of the hosts in the lab. */
  hosts: readonly string[];
}

interface Fixtures {
  /** A lab for this test alone. */
  lab: Lab;
}

/** Tests in a lab; skipped, with the reason, where there can be none. */
export const test = base.extend<Options & Fixtures>({
  hosts: [['a', 'b'], { option: true }],
  lab: async ({ hosts }, use, testInfo) => {
    const obstacle = await findObstacle();
    testInfo.skip(obstacle !== null, obstacle ?? '');
    const lab = await createLab({ hosts });
    await use(lab);
    await lab.close();
  },
});
