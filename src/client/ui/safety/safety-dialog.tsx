import type { ParticipantId } from '../../../shared/protocol.ts';
import { nameOf } from '../../call/room/names.ts';
import type { Doubt } from '../../call/safety/safety-state.ts';
import { useApp } from '../context.ts';
import { Dialog, type DialogProps } from '../kit/dialog.tsx';
import { currentLocale, useT } from '../kit/i18n.ts';
import './style.ts';
import { SYMBOLS } from './symbols.ts';

/** The name of a symbol is drawn below it and read by screen readers, and is no text of the page: the code is symbols only. */
function Code({ code }: { code: readonly number[] }) {
  const t = useT();
  return (
    <p class="safety__code" data-testid="safety-code">
      {code.map((number, index) => {
        const [symbol, name] = SYMBOLS[number] ?? SYMBOLS[0];
        const label = t(`safety.symbol.${name}`);
        return (
          <span key={index} class="safety__symbol" role="img" aria-label={label} data-name={label}>
            {symbol}
          </span>
        );
      })}
    </p>
  );
}

function useNameOf(): (id: ParticipantId) => string {
  const { call } = useApp();
  const t = useT();
  return (id) => {
    const name = nameOf(call.state.value, id) || t('guest');
    return id === call.state.value.selfId ? t('tile.self', { name }) : name;
  };
}

function Doubts({ doubts }: { doubts: readonly Doubt[] }) {
  const t = useT();
  const name = useNameOf();
  if (doubts.length === 0) return null;
  return (
    <div class="safety__alarm" role="alert" data-testid="safety-doubts">
      {doubts.map(([one, other]) => (
        <p key={`${one} ${other}`}>{t('safety.doubt', { one: name(one), other: name(other) })}</p>
      ))}
    </div>
  );
}

function Content() {
  const { safety } = useApp();
  const t = useT();
  const name = useNameOf();
  const state = safety.value;
  switch (state.type) {
    case 'alone':
      return <p>{t('chat.nobody')}</p>;
    case 'checking':
      return <p role="status">{t('safety.checking')}</p>;
    case 'code':
      return (
        <>
          <p>{t('safety.read')}</p>
          <Code code={state.code} />
          <Doubts doubts={state.doubts} />
          <p>{t('safety.meaning')}</p>
        </>
      );
    case 'impossible': {
      const names = new Intl.ListFormat(currentLocale()).format(state.because.map(name));
      return <p role="status">{t('safety.impossible', { names })}</p>;
    }
    case 'unsupported':
      return <p role="status">{t('safety.unsupported')}</p>;
    case 'failed':
      return <p role="status">{t('dialog.failed.text')}</p>;
  }
}

/** A code to compare aloud: equal on all screens unless somebody sits between two of them. */
export function SafetyDialog({ onClose }: DialogProps) {
  const t = useT();
  return (
    <Dialog title={t('safety.title')} kind="safety" onClose={onClose}>
      <div class="safety" data-testid="safety-state" data-state={useApp().safety.value.type}>
        <Content />
        <p class="safety__limits">{t('safety.limits')}</p>
      </div>
    </Dialog>
  );
}
