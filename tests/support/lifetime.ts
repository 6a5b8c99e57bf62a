import { createLifetime, type Lifetime } from '../../src/client/call/lifetime.ts';

/** Time stands still, and what fails fails the test. */
export const createStillLifetime = (schedule: Lifetime['schedule'] = () => () => undefined): Lifetime =>
  createLifetime({
    schedule,
    report(error) {
      throw error;
    },
  });
