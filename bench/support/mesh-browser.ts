import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from '../../tests/support/browser/browsers.ts';
import { cpuSecondsOf, yieldToOthers } from './process-cpu.ts';
import { pageScript } from './page-script.ts';

/** A browser of its own process tree, whose processor time can be told. */
export interface MeshBrowser {
  open(url: string, options: OpenOptions): Promise<Page>;
  cpuSeconds(): number;
  /** Takes only the processor time that nobody else wants, in the pages that are open. */
  yieldToOthers(): void;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly viewport: { readonly width: number; readonly height: number };
  /** Further scripts that run before the page's own. */
  readonly scripts?: readonly string[];
}

const probe = await pageScript('mesh-probe');

export interface MeshBrowserOptions {
  /** Whether its microphone beeps all the time. */
  readonly isSpeaking: boolean;
  readonly cameraFramesPerSecond?: number;
}

/** Left to itself the fake camera has 20 frames a second, whatever it is asked for. */
const fakeCamera = (framesPerSecond: number): string[] => [
  `--use-fake-device-for-media-stream=fps=${framesPerSecond}`,
  '--use-fake-ui-for-media-stream',
];

/** A script for the pages of those who are not measured: sizes are as always, and nothing is drawn. */
export const DRAW_NOTHING = `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('video { visibility: hidden !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];`;

/** A script for a page that is to take itself for hidden: the browser, which draws no hidden page, would go on. */
export const DRAW_AS_IF_HIDDEN = `
  const hiding = new CSSStyleSheet();
  hiding.replaceSync('* { visibility: hidden !important; animation: none !important; transition: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, hiding];`;

const SAMPLE_RATE = 48_000;
const HEADER_BYTES = 44;

/** Chromium's fake microphone beeps; who is to be silent listens to a second of this. */
function silentWav(): string {
  const wav = Buffer.alloc(HEADER_BYTES + SAMPLE_RATE * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 40);
  const path = join(tmpdir(), `madang-silence-${process.pid}.wav`);
  writeFileSync(path, wav);
  return path;
}

export async function launchMeshBrowser({
  isSpeaking,
  cameraFramesPerSecond = 30,
}: MeshBrowserOptions): Promise<MeshBrowser> {
  const silence = isSpeaking ? [] : [`--use-file-for-fake-audio-capture=${silentWav()}`];
  const server = await chromium.launchServer({
    ...chromiumPath(),
    args: [...CHROMIUM_ARGS, ...fakeCamera(cameraFramesPerSecond), ...silence],
  });
  const pid = server.process().pid;
  if (pid === undefined) throw new Error('the browser has ended');
  const browser: Browser = await chromium.connect(server.wsEndpoint());
  return {
    async open(url, { viewport, scripts = [] }) {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      for (const content of [probe, ...scripts]) await page.addInitScript({ content: `{${content}}` });
      await page.goto(url);
      return page;
    },
    cpuSeconds: () => cpuSecondsOf(pid),
    yieldToOthers: () => yieldToOthers(pid),
    close: () => server.close(),
  };
}
