import './style.ts';
import { Users } from 'lucide';
import { useEffect } from 'preact/hooks';
import { ChatComposer } from './chat-composer.tsx';
import { ChatLog } from './chat-log.tsx';
import { ChatSave } from './chat-save.tsx';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';
import { Icon } from '../kit/icon.tsx';
import { SidePanel } from '../kit/side-panel.tsx';
import type { PanelProps } from '../room/panels.tsx';
import { SoundSwitch } from '../settings/sound-switch.tsx';

export function ChatPanel({ isOpen, onClose }: PanelProps) {
  const { panel, together } = useApp();
  const { chat } = together;
  const t = useT();

  useEffect(() => {
    const tell = (): void => chat.setReading(isOpen && !document.hidden);
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      chat.setReading(false);
    };
  }, [chat, isOpen]);

  return (
    <SidePanel
      title={t('chat.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <SoundSwitch />
          <ChatSave />
          <button
            type="button"
            class="icon-button"
            aria-label={t('people.title')}
            title={t('people.title')}
            onClick={() => (panel.value = 'people')}
          >
            <Icon of={Users} size={20} />
          </button>
        </>
      }
    >
      <ChatLog isOpen={isOpen} />
      <ChatComposer isOpen={isOpen} />
    </SidePanel>
  );
}
