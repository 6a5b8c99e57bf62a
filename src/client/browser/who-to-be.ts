import type { Identity } from '../../shared/page-data.ts';

/** `unknown` where the browser has no locks, or blocks them: another tab may be this participant, or none. */
export type Claim = 'held' | 'taken' | 'unknown';

export interface Candidates {
  /** Who this tab was before its reload. */
  readonly ofTab: Identity | null;
  /** Who a tab of this browser was that crashed in this room (rule R15). */
  readonly ofBrowser: Identity | null;
  readonly claim: (identity: Identity) => Promise<Claim>;
}

/** Which participant a page is: one from before if no other tab is it now, else null, for a new one. */
export async function whoToBe({ ofTab, ofBrowser, claim }: Candidates): Promise<Identity | null> {
  if (ofTab && (await claim(ofTab)) !== 'taken') return ofTab;
  const isOther = ofBrowser !== null && ofBrowser.participantId !== ofTab?.participantId;
  // Without locks the tab that is this participant may still live, and would lose its place.
  return isOther && (await claim(ofBrowser)) === 'held' ? ofBrowser : null;
}
