import { PhoneOff } from 'lucide';
import { render } from 'preact';
import { useComputed } from '@preact/signals';
import { Avatar } from '../kit/avatar.tsx';
import { Context, useApp, type AppContext } from '../context.ts';
import { CAMERA, MICROPHONE } from '../bar/actions.ts';
import { DeviceToggle } from '../bar/device-control.tsx';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { pictureInPip } from './pip-picture.ts';
import { Video } from '../tile/video.tsx';
import { useView } from './use-view.ts';

/** Who matters most, and the three buttons that a call cannot do without. */
function PipWindow() {
  const { call, staging } = useApp();
  const t = useT();
  const tile = useComputed(() =>
    pictureInPip(staging.tiles.value, staging.arrangement.value, staging.featured.value),
  ).value;
  const hasPicture = tile?.kind === 'screen' || (tile && call.mediaStates.value.get(tile.owner)?.camera === true);
  const stream = tile?.kind === 'screen' ? tile.stream : tile && (call.media.value.get(tile.id)?.stream ?? null);
  const element = useView<HTMLDivElement>(tile?.id ?? null);
  const name = tile === null || tile.name === '' ? t('guest') : tile.name;
  return (
    <main class="pip room">
      <div ref={element} class={`pip__picture ${hasPicture ? '' : 'pip__picture--none'}`}>
        <Video key={tile?.id} stream={stream ?? null} />
        {tile && !hasPicture && <Avatar id={tile.owner} name={name} />}
        <p class="pip__name">{tile ? name : t('pip.alone')}</p>
      </div>
      <div class="pip__buttons" role="group" aria-label={t('room.controls')}>
        <DeviceToggle action={MICROPHONE} kind="microphone" />
        <DeviceToggle action={CAMERA} kind="camera" />
        <button
          type="button"
          class="round-button round-button--leave"
          aria-label={t('room.leave')}
          data-testid="leave"
          onClick={() => call.leave()}
        >
          <Icon of={PhoneOff} />
        </button>
      </div>
    </main>
  );
}

/** Draws the call in a window of its own, until that is closed or the call is over. */
export function drawPipWindow(pip: Window, app: AppContext): void {
  const { document: page } = pip;
  page.documentElement.lang = document.documentElement.lang;
  page.title = document.title;
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    page.head.append(page.importNode(sheet, true));
  }
  render(
    <Context.Provider value={app}>
      <PipWindow />
    </Context.Provider>,
    page.body,
  );
  const stopWatching = app.playback.watch(page);
  const stop = app.call.state.subscribe(({ phase }) => {
    if (phase === 'over') pip.close();
  });
  pip.addEventListener('pagehide', () => {
    stop();
    stopWatching();
    render(null, page.body);
  });
}
