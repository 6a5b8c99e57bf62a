import type { ParticipantId } from '../../../shared/protocol.ts';

/** Two people of whom one sees another certificate than the other one says to have. */
export type Doubt = readonly [ParticipantId, ParticipantId];

/** What a page can say of whether anybody sits between it and the others. docs/safety-code.md */
export type SafetyState =
  | { readonly type: 'alone' }
  | { readonly type: 'checking' }
  /** Numbers of symbols (symbols.ts). Equal on all screens unless somebody is in between. */
  | { readonly type: 'code'; readonly code: readonly number[]; readonly doubts: readonly Doubt[] }
  /** These do not take part: there is no connection with them, their page is older, or it breaks the rules. */
  | { readonly type: 'impossible'; readonly because: readonly ParticipantId[] }
  /** This browser does not use one certificate for all connections. */
  | { readonly type: 'unsupported' }
  /** The code of this feature could not be loaded. */
  | { readonly type: 'failed' };
