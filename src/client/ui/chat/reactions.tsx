import { useContext } from 'preact/hooks';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { REACTIONS } from '../../call/together/reactions.ts';
import type { ActionProps } from '../bar/action.ts';
import { BarPlace } from '../bar/bar-place.ts';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { REACTION_EMOJI } from './emoji.ts';
import { Popup } from '../kit/popup.tsx';

function Choices() {
  const { reactions } = useApp().together;
  const t = useT();
  return (
    <>
      {REACTIONS.map((kind) => (
        <button
          key={kind}
          type="button"
          class="emoji-button"
          aria-label={t(`reactions.kind.${kind}`)}
          title={t(`reactions.kind.${kind}`)}
          onClick={() => reactions.send(kind)}
        >
          {REACTION_EMOJI[kind]}
        </button>
      ))}
    </>
  );
}

/** In the bar it stays open for the next one, since applause comes in plenty; in the bar's menu there is only the row. */
export function ReactionsControl({ action }: ActionProps) {
  const t = useT();
  if (useContext(BarPlace) === 'menu') {
    return (
      <div class="menu__row" role="group" aria-label={t(action.label)}>
        <Choices />
      </div>
    );
  }
  return (
    <Popup icon={action.icon} label={t(action.label)} buttonClass="round-button" testId={action.id}>
      {() => <Choices />}
    </Popup>
  );
}

/** Side by side, so that two who come together are two; tile.css has a place for each. */
const LANES = 5;

/** What floats over somebody's tile. */
export function FloatingReactions({ of }: { of: ParticipantId }) {
  const { reactions } = useApp().together;
  const t = useT();
  return (
    <>
      {reactions.shown.value
        .filter(({ from }) => from === of)
        .map(({ id, kind }) => (
          <span
            key={id}
            class={`reaction reaction--${id % LANES}`}
            role="img"
            aria-label={t(`reactions.kind.${kind}`)}
            data-testid="reaction"
          >
            {REACTION_EMOJI[kind]}
          </span>
        ))}
    </>
  );
}
