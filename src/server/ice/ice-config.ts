/** Where TURN servers and their credentials come from. */
export type TurnConfig =
  | { readonly type: 'none' }
  /** coturn's `use-auth-secret`: credentials are made here, for each participant. */
  | {
      readonly type: 'shared-secret';
      readonly urls: readonly string[];
      readonly secret: string;
      /** TURN_TTL. */
      readonly longestLifetimeMs: number;
    }
  /** One login for everybody, which never ends. */
  | { readonly type: 'static'; readonly urls: readonly string[]; readonly username: string; readonly password: string }
  /** Cloudflare's relays; it makes the credentials. */
  | {
      readonly type: 'cloudflare';
      readonly apiUrl: string;
      readonly keyId: string;
      readonly apiToken: string;
      /** TURN_TTL. */
      readonly longestLifetimeMs: number;
    };

export interface IceConfig {
  readonly stunUrls: readonly string[];
  readonly turn: TurnConfig;
  /** `relay` hides everybody's address from the others: all media goes over TURN. */
  readonly policy: 'all' | 'relay';
}
