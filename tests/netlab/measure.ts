import type { HostNetwork } from './network/host.ts';

export interface Pings {
  readonly lossPercent: number;
  readonly averageMs: number;
  readonly deviationMs: number;
}

/** What `ping` has to say of the path from a host; further options win over the three quick ones here. */
export async function ping(host: HostNetwork, address: string, ...options: string[]): Promise<Pings> {
  const output = await host
    .run('ping', ['-q', '-c', '3', '-i', '0.05', '-W', '1', ...options, address])
    // To hear nothing at all is an error for it.
    .catch((error: unknown) => String(error));
  // A host without a network gets no further than this.
  const loss = /([\d.]+)% packet loss|Network is unreachable/.exec(output);
  if (!loss) throw new Error(output);
  const times = /= [\d.]+\/([\d.]+)\/[\d.]+\/([\d.]+) ms/.exec(output);
  return { lossPercent: Number(loss[1] ?? 100), averageMs: Number(times?.[1]), deviationMs: Number(times?.[2]) };
}

export const reaches = async (host: HostNetwork, address: string): Promise<boolean> =>
  (await ping(host, address)).lossPercent < 100;

const DOWNLOAD = `
  require('node:http').get(process.argv[1], (response) => {
    const begin = performance.now();
    let bytes = 0;
    response.on('data', (data) => { bytes += data.length; });
    response.on('end', () => process.stdout.write(String(bytes * 8 / (performance.now() - begin))));
  });`;

/** How fast a host downloads, over TCP. */
export const downloadKbit = async (host: HostNetwork, url: string): Promise<number> =>
  Number(await host.run(process.execPath, ['-e', DOWNLOAD, url]));
