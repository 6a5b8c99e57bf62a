import type { DeviceProblem } from '../ports/local-media.ts';

/**
 * Who refused a device, the site's permission or the operating system. Chromium says so in the message of its error;
 * elsewhere a permission that the site has, and a refusal all the same, can only come from the system.
 */
export const refusalOf = (message: string, site: PermissionState | null): DeviceProblem =>
  /by system/i.test(message) || site === 'granted' ? 'system' : 'denied';
