import { render } from 'preact';
import { Context, useApp, type AppContext } from './context.ts';
import { Lobby } from './lobby.tsx';
import { Over, Unsupported } from './over.tsx';
import { Room } from './room.tsx';
import { drawLater } from './draw-later.ts';

function Screen() {
  const { phase, endReason } = useApp().call.state.value;
  switch (phase) {
    case 'lobby':
    case 'knocking':
      return <Lobby />;
    case 'joining':
    case 'joined':
      return <Room />;
    case 'over':
      return <Over reason={endReason ?? 'left'} />;
  }
}

export function mountApp(root: HTMLElement, context: AppContext): void {
  drawLater(context.isPictureAwaited);
  root.textContent = '';
  render(
    <Context.Provider value={context}>
      <Screen />
    </Context.Provider>,
    root,
  );
}

export function mountUnsupported(root: HTMLElement): void {
  root.textContent = '';
  render(<Unsupported />, root);
}
