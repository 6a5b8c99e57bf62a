import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ParticipantId } from '../../../shared/protocol.ts';
import { useApp } from '../context.ts';
import { canChooseSpeaker } from '../devices/device-choice.ts';
import { gainOf } from '../people/volumes.ts';
import { useLouder } from './use-louder.ts';

interface OutletProps {
  readonly stream: MediaStream;
  readonly isMuted: boolean;
  /** Of what arrives: 0 to 1. */
  readonly volume?: number;
}

function Outlet({ stream, isMuted, volume = 1 }: OutletProps) {
  const { media, playback } = useApp();
  const speakerId = media.speakerId.value;
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
  return <audio ref={element} autoplay muted={isMuted} volume={volume} />;
}

/** What somebody sends with sound, as loud as this person wants to hear it. */
function Voice({ stream, of }: { stream: MediaStream; of: ParticipantId }) {
  const { ownTabs, volumes } = useApp();
  // Another tab of this browser plays it, or says it.
  const gain = ownTabs.isSilent(of) ? 0 : gainOf(volumes.of(of));
  const louder = useLouder(stream, gain);
  return (
    <>
      {/* Also while it is played louder: without an element of its own Chromium processes nothing of a stream that
          comes from a connection (https://crbug.com/933677). */}
      <Outlet stream={stream} isMuted={gain === 0 || louder !== null} volume={Math.min(1, gain)} />
      {louder && <Outlet stream={louder} isMuted={false} />}
    </>
  );
}

/** The sound of everybody, apart from the tiles. */
export function RemoteAudio() {
  const { call } = useApp();
  return (
    <div hidden>
      {[...call.media.value].map(([id, { stream }]) => (
        <Voice key={id} stream={stream} of={id} />
      ))}
      {call.screens.shown.value.map(
        ({ share, owner, isSelf, stream }) =>
          // One's own is heard where it plays.
          !isSelf && stream && <Voice key={`${owner}/${share}`} stream={stream} of={owner} />,
      )}
    </div>
  );
}
