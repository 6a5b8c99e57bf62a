import type { DeviceNotice } from '../ports/local-media.ts';
import type { Notice } from './notice.ts';

export function noticeOfDevice(news: DeviceNotice): Notice {
  switch (news.type) {
    case 'switched':
      return { type: `switched.${news.kind}`, detail: news.label };
    case 'refused':
      return { type: 'deviceRefused', detail: news.label };
    case 'lost':
      return { type: `deviceLost.${news.kind}` };
  }
}
