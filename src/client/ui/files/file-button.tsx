import { Paperclip } from 'lucide';
import { BarButton } from '../bar/bar-button.tsx';
import { useApp } from '../context.ts';
import { useT } from '../kit/i18n.ts';

/** Asks for files to send. */
export function FileButton() {
  const { fileChoice } = useApp();
  const t = useT();
  return (
    <BarButton
      icon={Paperclip}
      label={t('files.pick')}
      testId="file"
      onClick={() => fileChoice.input.current?.click()}
    />
  );
}
