import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { Conditions } from '../call/ports.ts';
import type { Quality } from '../call/quality/quality.ts';

/** Some browsers say more than TypeScript knows, and some nothing of it. */
interface Device {
  /** https://wicg.github.io/netinfo/ */
  readonly connection?: EventTarget & { readonly saveData?: boolean };
  /** https://www.w3.org/TR/battery-status/ */
  readonly getBattery?: () => Promise<EventTarget & { readonly charging: boolean; readonly level: number }>;
}

/** A laptop or phone that will be empty within the hour if it goes on like this. */
const LOW_BATTERY = 0.2;

/** What the person wants, and what the device says of itself. */
export function createConditions(quality: ReadonlySignal<Quality>): ReadonlySignal<Conditions> {
  const device = navigator as Device;
  const isSavingData = signal(device.connection?.saveData ?? false);
  const isBatteryLow = signal(false);

  device.connection?.addEventListener('change', () => {
    isSavingData.value = device.connection?.saveData ?? false;
  });
  // Pages that may not know reject.
  void device.getBattery?.().then(
    (battery) => {
      const look = (): void => {
        isBatteryLow.value = !battery.charging && battery.level < LOW_BATTERY;
      };
      look();
      for (const event of ['chargingchange', 'levelchange']) battery.addEventListener(event, look);
    },
    () => undefined,
  );

  return computed(() => {
    const { isDataSaver, isAudioOnly } = quality.value;
    const mustSave = isDataSaver || isSavingData.value || isBatteryLow.value;
    return { economy: mustSave ? 'some' : 'none', isAudioOnly, cores: navigator.hardwareConcurrency };
  });
}
