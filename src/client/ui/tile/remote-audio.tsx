import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../context.ts';
import { canChooseSpeaker } from '../devices/device-choice.ts';

interface AudioOutletProps {
  readonly stream: MediaStream;
  readonly speakerId: string;
  /** Another tab of this browser plays it, or says it. */
  readonly isSilent: boolean;
}

function AudioOutlet({ stream, speakerId, isSilent }: AudioOutletProps) {
  const { playback } = useApp();
  const element = useRef<HTMLAudioElement>(null);
  useLayoutEffect(() => {
    const audio = element.current;
    if (!audio || audio.srcObject === stream) return;
    audio.srcObject = stream;
    playback.play(audio);
  });
  useLayoutEffect(() => {
    const audio = element.current;
    // A speaker that was unplugged just now: the list of devices will say so, and the sound goes where it went before.
    if (audio && canChooseSpeaker() && audio.sinkId !== speakerId) audio.setSinkId(speakerId).catch(() => undefined);
  }, [speakerId]);
  return <audio ref={element} autoplay muted={isSilent} />;
}

/** The sound of everybody, apart from the tiles. */
export function RemoteAudio() {
  const { call, media, ownTabs } = useApp();
  const speakerId = media.speakerId.value;

  return (
    <div hidden>
      {[...call.media.value].map(([id, { stream }]) => (
        <AudioOutlet key={id} stream={stream} speakerId={speakerId} isSilent={ownTabs.isSilent(id)} />
      ))}
      {call.screens.shown.value.map(
        ({ share, owner, isSelf, stream }) =>
          // One's own is heard where it plays.
          !isSelf &&
          stream && (
            <AudioOutlet
              key={`${owner}/${share}`}
              stream={stream}
              speakerId={speakerId}
              isSilent={ownTabs.isSilent(owner)}
            />
          ),
      )}
    </div>
  );
}
