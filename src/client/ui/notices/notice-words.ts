import type { TFunction } from 'i18next';
import { NOTICES, type Notice } from '../../call/notices/notice.ts';
import { shorten } from '../kit/shorten.ts';

const MAX_DETAIL_LENGTH = 80;

const variables = ({ type, name = '', detail = '' }: Notice, t: TFunction) => ({
  name: shorten(name) || t('guest'),
  // What is only read out takes no room.
  detail: NOTICES[type].shown === 'read-out' ? detail : shorten(detail, MAX_DETAIL_LENGTH),
});

export const wordsOf = (notice: Notice, t: TFunction): string => t(`notice.${notice.type}`, variables(notice, t));

/** What may be told outside of the page; null for what is told in the page only. */
export function wordsOutside(notice: Notice, t: TFunction): string | null {
  const { outside } = NOTICES[notice.type];
  return outside === undefined ? null : t(`notice.${outside}`, variables(notice, t));
}
