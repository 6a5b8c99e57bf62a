import * as v from 'valibot';
import { CLOUDFLARE_API_URL } from './cloudflare.ts';
import type { IceConfig, TurnConfig } from './ice-config.ts';
import { iceUrlMistake } from './ice-url.ts';
import { PUBLIC_STUN_URLS } from './public-stun.ts';

/** The environment variables about ICE: what each may be, and which make sense together. */

/** Shorter would have pages ask all the time; more than two days Cloudflare does not give. */
const SHORTEST_LIFETIME_S = 60;
const LONGEST_LIFETIME_S = 48 * 60 * 60;

const splitList = (list: string): string[] =>
  list
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');

const urlList = (schemes: readonly string[]) =>
  v.pipe(
    v.string(),
    v.transform(splitList),
    v.minLength(1, 'must hold at least one URL'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      for (const url of dataset.value) {
        const message = iceUrlMistake(url, schemes);
        if (message !== null) addIssue({ message });
      }
    }),
  );

const isNone = (text: string): boolean => text.trim() === 'none';

const noUrls = v.pipe(
  v.string(),
  v.check(isNone),
  v.transform((): string[] => []),
);

/** `none` stands for no server where there would be one otherwise. */
const urlListOrNone = (schemes: readonly string[]) => {
  const urls = urlList(schemes);
  return v.lazy((input) => (typeof input === 'string' && isNone(input) ? noUrls : urls));
};

const lifetimeMessage = `must be a whole number of seconds from ${SHORTEST_LIFETIME_S} to ${LONGEST_LIFETIME_S}`;

export const iceEntries = {
  STUN_URLS: v.optional(urlListOrNone(['stun', 'stuns'])),
  TURN_URLS: v.optional(urlList(['turn', 'turns'])),
  TURN_SECRET: v.optional(v.string()),
  TURN_TTL: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, lifetimeMessage),
      v.transform(Number),
      v.minValue(SHORTEST_LIFETIME_S, lifetimeMessage),
      v.maxValue(LONGEST_LIFETIME_S, lifetimeMessage),
    ),
  ),
  TURN_USERNAME: v.optional(v.string()),
  TURN_PASSWORD: v.optional(v.string()),
  // Part of an address, and of a header.
  CLOUDFLARE_TURN_KEY_ID: v.optional(v.pipe(v.string(), v.regex(/^[\w-]+$/, 'may hold letters and digits only'))),
  CLOUDFLARE_TURN_API_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^[!-~]+$/, 'may hold no spaces'))),
  ICE_POLICY: v.optional(v.picklist(['all', 'relay'], 'must be all or relay'), 'all'),
};

type IceEnvironment = v.InferOutput<v.ObjectSchema<typeof iceEntries, undefined>>;
type IceVariable = keyof IceEnvironment;

/** Variables of which one is nothing without the other. */
const TOGETHER: readonly (readonly [IceVariable, IceVariable])[] = [
  ['TURN_USERNAME', 'TURN_PASSWORD'],
  ['CLOUDFLARE_TURN_KEY_ID', 'CLOUDFLARE_TURN_API_TOKEN'],
];

/** Each stands for one kind of credentials, and there can be only one. */
const KINDS: readonly (readonly IceVariable[])[] = [
  ['TURN_SECRET'],
  ['TURN_USERNAME', 'TURN_PASSWORD'],
  ['CLOUDFLARE_TURN_KEY_ID', 'CLOUDFLARE_TURN_API_TOKEN'],
];

/** What is wrong between variables that are right by themselves, each with the name of the one to change. */
export function iceContradictions(env: IceEnvironment): string[] {
  const isSet = (name: IceVariable): boolean => env[name] !== undefined;
  const missing = TOGETHER.flatMap(([one, other]) => {
    if (isSet(one) === isSet(other)) return [];
    return [isSet(one) ? `${other}: must be set when ${one} is` : `${one}: must be set when ${other} is`];
  });

  const kinds = KINDS.flatMap((names) => names.filter(isSet).slice(0, 1));
  const [kind, other] = kinds;
  const clashes = kind && other ? [`${other}: cannot be set when ${kind} is: there is one kind of credentials`] : [];

  const isOwnServer = isSet('TURN_SECRET') || isSet('TURN_USERNAME') || isSet('TURN_PASSWORD');
  const isCloudflare = isSet('CLOUDFLARE_TURN_KEY_ID') || isSet('CLOUDFLARE_TURN_API_TOKEN');
  if (isSet('TURN_URLS') && kinds.length === 0) {
    missing.push('TURN_SECRET: must be set when TURN_URLS is (or TURN_USERNAME and TURN_PASSWORD)');
  }
  if (!isSet('TURN_URLS') && isOwnServer) missing.push(`TURN_URLS: must be set when ${kind ?? ''} is`);
  if (isSet('TURN_URLS') && isCloudflare && !isOwnServer) {
    clashes.push('TURN_URLS: cannot be set when CLOUDFLARE_TURN_KEY_ID is: Cloudflare names its servers itself');
  }

  if (isSet('TURN_TTL') && !isSet('TURN_SECRET') && !isCloudflare) {
    clashes.push('TURN_TTL: means nothing without TURN_SECRET or CLOUDFLARE_TURN_KEY_ID: no credentials expire');
  }
  if (env.ICE_POLICY === 'relay' && kinds.length === 0) {
    missing.push('ICE_POLICY: cannot be relay without a TURN server: nobody could connect');
  }
  return [...missing, ...clashes];
}

function toTurnConfig(env: IceEnvironment): TurnConfig {
  const longestLifetimeMs = (env.TURN_TTL ?? LONGEST_LIFETIME_S) * 1000;
  const { TURN_URLS: urls, TURN_SECRET: secret, TURN_USERNAME: username, TURN_PASSWORD: password } = env;
  const { CLOUDFLARE_TURN_KEY_ID: keyId, CLOUDFLARE_TURN_API_TOKEN: apiToken } = env;
  if (urls && secret) return { type: 'shared-secret', urls, secret, longestLifetimeMs };
  if (urls && username && password) return { type: 'static', urls, username, password };
  if (keyId && apiToken) return { type: 'cloudflare', apiUrl: CLOUDFLARE_API_URL, keyId, apiToken, longestLifetimeMs };
  return { type: 'none' };
}

function toStunUrls({ STUN_URLS: urls, ICE_POLICY: policy }: IceEnvironment): readonly string[] {
  if (urls) return urls;
  // A browser that may use relays only has no use for its own address.
  return policy === 'relay' ? [] : PUBLIC_STUN_URLS;
}

/** To be asked only when there are no contradictions. */
export const toIceConfig = (env: IceEnvironment): IceConfig => ({
  stunUrls: toStunUrls(env),
  turn: toTurnConfig(env),
  policy: env.ICE_POLICY,
});
