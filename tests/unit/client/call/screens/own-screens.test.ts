import { describe, expect, test } from '@jest/globals';
import { signal } from '@preact/signals-core';
import { createOwnScreens } from '../../../../../src/client/call/screens/own-screens.ts';
import type { CapturedScreen, ScreenProblem } from '../../../../../src/client/call/ports/screen-source.ts';
import { createStillLifetime } from '../../../../support/lifetime.ts';
import { createScene, enter } from '../../../../support/scene.ts';

/** A browser whose picker gives what `answers` holds, one after another. */
function createDesk(...answers: ('screen' | 'cancelled' | ScreenProblem)[]) {
  const scene = createScene();
  scene.happens(...enter(1));
  const call = signal(scene.state);
  const announced: string[] = [];
  const stopped: number[] = [];
  const contents: string[] = [];
  const endings: (() => void)[] = [];
  const problems: string[] = [];

  function createScreen(): CapturedScreen {
    const number = endings.push(() => undefined) - 1;
    return {
      usualContent: number === 1 ? 'smooth' : 'sharp',
      setContent: (content) => contents.push(`${number} ${content}`),
      stream: { id: `stream-${number}` } as MediaStream,
      size: () => ({ width: 800 + number, height: 600 }),
      onEnded: (listener) => (endings[number] = listener),
      stop: () => stopped.push(number),
    };
  }

  const screens = createOwnScreens({
    source: {
      capture: () => {
        const answer = answers.shift() ?? 'cancelled';
        return Promise.resolve(answer === 'screen' ? createScreen() : answer);
      },
    },
    idPrefix: 'screen_me',
    call,
    lifetime: createStillLifetime(),
    notify: ({ type }) => problems.push(type),
    announcements: {
      greet: () => undefined,
      sendToAll: ({ shares }) => announced.push(shares.join(' ')),
    },
  });

  return {
    screens,
    announced,
    stopped,
    contents,
    endings,
    problems,
    leave() {
      scene.happens({ type: 'leave' });
      call.value = scene.state;
    },
  };
}

describe('one’s own screens', () => {
  test('U12: are captured as suits what is usual for them, until the person says otherwise', async () => {
    const { screens, contents } = createDesk('screen', 'screen');
    await screens.start();
    await screens.start();
    const [text = '', film = ''] = [...screens.streams.value.keys()];
    expect([...screens.contents.value.values()]).toEqual(['sharp', 'smooth']);
    screens.setContent(text, 'smooth');
    expect(screens.contents.value.get(text)).toBe('smooth');
    expect(contents).toEqual(['0 sharp', '1 smooth', '0 smooth']);

    screens.stop(film);
    screens.setContent(film, 'sharp');
    expect([...screens.contents.value.keys()]).toEqual([text]);
  });

  test('S1: are announced as they begin and end', async () => {
    const { screens, announced, stopped, endings } = createDesk('screen', 'screen');
    await screens.start();
    await screens.start();
    endings[0]?.();
    screens.stop();

    expect(announced).toEqual(['screen_me_0', 'screen_me_0 screen_me_1', 'screen_me_1', '']);
    expect(stopped).toEqual([0, 1]);
    expect(screens.streams.value.size).toBe(0);
  });

  test('tell how large they are, as long as they are shared', async () => {
    const { screens } = createDesk('screen', 'screen');
    await screens.start();
    await screens.start();
    expect(screens.sizeOf('screen_me_1')).toEqual({ width: 801, height: 600 });
    screens.stop('screen_me_1');
    expect(screens.sizeOf('screen_me_1')).toBeNull();
  });

  test('are three at most', async () => {
    const { screens } = createDesk('screen', 'screen', 'screen', 'screen');
    for (let count = 0; count < 4; count += 1) await screens.start();
    expect(screens.streams.value.size).toBe(3);
  });

  test('are chosen one after another: a second click does not open a second picker', async () => {
    const { screens } = createDesk('screen', 'screen');
    await Promise.all([screens.start(), screens.start()]);
    expect(screens.streams.value.size).toBe(1);
  });

  test('end with the call, also one that is chosen only then', async () => {
    const { screens, stopped, leave } = createDesk('screen', 'screen');
    await screens.start();
    const choosing = screens.start();
    leave();
    await choosing;
    expect(stopped).toEqual([0, 1]);
    expect(screens.streams.value.size).toBe(0);
  });

  test('say nothing of a cancelled picker, but of a failure', async () => {
    const { screens, announced, problems } = createDesk('cancelled', 'failed', 'blocked');
    for (let count = 0; count < 3; count += 1) await screens.start();
    expect(problems).toEqual(['screen.failed', 'screen.blocked']);
    expect(announced).toEqual([]);
  });
});
