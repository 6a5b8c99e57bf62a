import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The script that starts a browser of Debian. */
const programOf = (name: string): string => fileURLToPath(new URL(`./programs/${name}`, import.meta.url));

/** Launch options that name the browser: Debian's package, or else the one that Playwright downloads. */
export const chromiumPath = (): { executablePath?: string } =>
  existsSync('/usr/bin/chromium') ? { executablePath: programOf('chromium') } : {};

/**
 * Chromium heeds only the last list of features, so this one repeats what matters of Playwright's. The suggestions of
 * the address bar are pages of their own: they cost a second of processor time for each window.
 */
const SWITCHED_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'Translate',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
];

/**
 * Headless Chromium without calls to its maker's servers, with a camera that shows a moving picture and a microphone
 * that beeps, and a person who says yes to every prompt.
 */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  `--disable-features=${SWITCHED_OFF.join(',')}`,
];

/** Debian's Firefox, steered over WebDriver BiDi; with fake devices, and a person who says yes to every prompt. */
export const FIREFOX_OPTIONS = {
  channel: 'moz-firefox',
  executablePath: programOf('firefox-esr'),
  firefoxUserPrefs: {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.autoplay.default': 0,
  },
};

/** Emulations that WebDriver BiDi does not have. */
export const FIREFOX_CONTEXT = { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };

export const FAKE_DEVICES = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/**
 * Three cameras, and two microphones and speakers besides the system's choice. No encoder takes the pictures of the
 * second camera (16 bits of grey): it can be chosen, but the others would see nothing.
 */
export const SEVERAL_DEVICES = ['--use-fake-device-for-media-stream=device-count=3', '--use-fake-ui-for-media-stream'];
