import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Volume2 } from 'lucide';
import { useApp } from './context.ts';
import { canChooseSpeaker } from './device-choice.ts';
import { useT } from './i18n.ts';
import { Icon } from './icon.tsx';

interface AudioOutletProps {
  readonly stream: MediaStream;
  readonly speakerId: string;
  readonly onSilenced: () => void;
}

function AudioOutlet({ stream, speakerId, onSilenced }: AudioOutletProps) {
  const element = useRef<HTMLAudioElement>(null);
  const play = (): void => {
    element.current?.play().catch((error: unknown) => {
      // AbortError only means that the stream was replaced while it started.
      if (error instanceof DOMException && error.name === 'NotAllowedError') onSilenced();
    });
  };
  useLayoutEffect(() => {
    const audio = element.current;
    if (!audio || audio.srcObject === stream) return;
    audio.srcObject = stream;
    play();
  });
  useLayoutEffect(() => {
    const audio = element.current;
    // A speaker that was unplugged just now: the list of devices will say so, and the sound goes where it went before.
    if (audio && canChooseSpeaker && audio.sinkId !== speakerId) audio.setSinkId(speakerId).catch(() => undefined);
  }, [speakerId]);
  // Nobody pauses it but the system, as iOS does for a phone call.
  return <audio ref={element} autoplay onPause={play} />;
}

/** The sound of everybody, apart from the tiles. Where the browser wants a gesture first, one button asks for it. */
export function RemoteAudio() {
  const { call, media } = useApp();
  const speakerId = media.speakerId.value;
  const t = useT();
  const isSilenced = useSignal(false);
  const outlets = useRef<HTMLDivElement>(null);

  const onSilenced = (): void => void (isSilenced.value = true);

  const unlock = async (): Promise<void> => {
    const elements = outlets.current?.querySelectorAll('audio') ?? [];
    await Promise.allSettled([...elements].map((audio) => audio.play()));
    isSilenced.value = false;
  };

  return (
    <>
      <div ref={outlets} hidden>
        {[...call.media.value].map(([id, { stream }]) => (
          <AudioOutlet key={id} stream={stream} speakerId={speakerId} onSilenced={onSilenced} />
        ))}
        {call.screens.shown.value.map(
          ({ share, owner, isSelf, stream }) =>
            // One's own is heard where it plays.
            !isSelf &&
            stream && (
              <AudioOutlet key={`${owner}/${share}`} stream={stream} speakerId={speakerId} onSilenced={onSilenced} />
            ),
        )}
      </div>
      {isSilenced.value && (
        <button type="button" class="button button--primary tap-to-hear" onClick={() => void unlock()}>
          <Icon of={Volume2} /> {t('room.tapToHear')}
        </button>
      )}
    </>
  );
}
