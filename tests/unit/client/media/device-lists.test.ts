import { describe, expect, test } from '@jest/globals';
import { systemChoice } from '../../../../src/client/media/device-lists.ts';

const info = (deviceId: string, label: string, groupId: string, kind: MediaDeviceKind = 'audioinput') =>
  ({ deviceId, label, groupId, kind }) as MediaDeviceInfo;

describe('the microphone that the system has chosen', () => {
  const BUILT_IN = info('id-1', 'Built-in', 'group-1');
  const HEADSET = info('id-2', 'Headset', 'group-2');

  test.each([
    {
      title: 'is the one in the group of the alias',
      all: [info('default', 'Default - Headset', 'group-2'), BUILT_IN, HEADSET],
      id: 'id-2',
    },
    {
      title: 'is told by its label from another in its group',
      all: [
        info('default', 'Default - Headset', 'group-2'),
        info('communications', 'Communications - Headset', 'group-2'),
        info('id-3', 'Dock', 'group-2'),
        HEADSET,
      ],
      id: 'id-2',
    },
    { title: 'is unknown where the browser has no alias', all: [BUILT_IN, HEADSET], id: undefined },
    {
      title: 'is unknown when only the alias is listed, as before the permission',
      all: [info('default', '', '')],
      id: undefined,
    },
    {
      title: 'is never a speaker of the same group',
      all: [info('default', 'Default - Headset', 'group-2'), info('id-9', 'Headset', 'group-2', 'audiooutput')],
      id: undefined,
    },
  ])('$title', ({ all, id }) => {
    expect(systemChoice(all, 'audioinput')?.id).toBe(id);
  });
});
