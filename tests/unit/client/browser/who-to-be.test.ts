import { expect, test } from '@jest/globals';
import { whoToBe, type Claim } from '../../../../src/client/browser/who-to-be.ts';
import type { Identity } from '../../../../src/shared/page-data.ts';

const identityOf = (participantId: string): Identity => ({ participantId, ticket: 'ticket', resumeKey: 'key' });
const TAB = identityOf('tab');
const BROWSER = identityOf('browser');

const choose = (ofTab: Identity | null, ofBrowser: Identity | null, claims: Record<string, Claim>) =>
  whoToBe({ ofTab, ofBrowser, claim: ({ participantId }) => Promise.resolve(claims[participantId] ?? 'taken') });

test('R15: a page is who its tab was before a reload, also where there are no locks', async () => {
  expect(await choose(TAB, BROWSER, { tab: 'held', browser: 'held' })).toBe(TAB);
  expect(await choose(TAB, BROWSER, { tab: 'unknown', browser: 'unknown' })).toBe(TAB);
});

test('R15: a page after a crash is who this browser was, if no other tab is', async () => {
  expect(await choose(null, BROWSER, { browser: 'held' })).toBe(BROWSER);
  expect(await choose(null, BROWSER, { browser: 'taken' })).toBeNull();
});

test('R15: where there are no locks nobody takes the place of a tab that may still live', async () => {
  expect(await choose(null, BROWSER, { browser: 'unknown' })).toBeNull();
});

test('R15: a duplicated tab is somebody new, also when its copy is what the browser remembers', async () => {
  expect(await choose(TAB, identityOf('tab'), { tab: 'taken' })).toBeNull();
});

test('R15: a page that was nowhere is somebody new', async () => {
  expect(await choose(null, null, {})).toBeNull();
});
