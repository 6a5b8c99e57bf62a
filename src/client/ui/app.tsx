import { render } from 'preact';
import type { PageData } from '../../shared/page-data.ts';
import { Context, useApp, type AppContext } from './context.ts';
import { lazy } from './kit/lazy.tsx';
import { Lobby } from './lobby/lobby.tsx';
import { RoomView } from './room/room.tsx';
import { Unsupported } from './room/unsupported.tsx';
import { BasePath } from './kit/base-path.ts';
import { drawLater } from './room/draw-later.ts';

const Over = lazy(() => import('./room/over.tsx').then((module) => module.Over));

type Site = Pick<PageData, 'basePath'>;

function Screen() {
  const { phase, endReason } = useApp().call.state.value;
  switch (phase) {
    case 'lobby':
    case 'knocking':
      return <Lobby />;
    case 'joining':
    case 'joined':
      return <RoomView />;
    case 'over':
      return <Over reason={endReason ?? 'left'} />;
  }
}

/** Rarely needed. */
const NewVersionOffer = lazy(() => import('./room/new-version.tsx').then((module) => module.NewVersionOffer));

const NewVersion = () => (useApp().newVersion.isOffered.value ? <NewVersionOffer /> : null);

export function mountApp(root: HTMLElement, { basePath }: Site, context: AppContext): void {
  drawLater(context.isPictureAwaited);
  root.textContent = '';
  render(
    <BasePath.Provider value={basePath}>
      <Context.Provider value={context}>
        <Screen />
        <NewVersion />
      </Context.Provider>
    </BasePath.Provider>,
    root,
  );
}

export function mountUnsupported(root: HTMLElement, { basePath }: Site): void {
  root.textContent = '';
  render(
    <BasePath.Provider value={basePath}>
      <Unsupported />
    </BasePath.Provider>,
    root,
  );
}
