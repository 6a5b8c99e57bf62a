import { batch, computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { ParticipantId } from '../../../shared/protocol.ts';
import type { CallState } from '../room/call-state.ts';
import { captureFor, CAPTURE_SIZES } from './capture-demand.ts';
import { createCaptureFollower } from './capture-follower.ts';
import type { Messages } from '../messages/channels.ts';
import { NO_CPU_LOAD, nextCpuLoad, saving } from './cpu-load.ts';
import { sharePausedVideos } from './paused-videos.ts';
import { startBandwidthMeter, type Measurement, type MeteredConnection } from './bandwidth-meter.ts';
import { createBandwidthWatch } from './bandwidth-watch.ts';
import type { Lifetime } from '../lifetime.ts';
import type { CallPorts } from '../ports.ts';
import type { SentScreen } from '../screens/screens.ts';
import { allocate, type Allocation } from './uplink-budget.ts';
import { createEncoderWatch } from './encoder-watch.ts';
import { nextBeginning, startLimit, type Beginner, type Beginning } from './gentle-start.ts';
import { LEAST_VIDEO_KBPS, type VideoRequest } from './video-want.ts';
import { UNSEEN, type View } from './view.ts';
import { exchangeViews, type Views } from './views.ts';
import { type ConnectionId, pictureId, type PictureId } from '../words.ts';

/** Sees to it that everybody is sent what they look at, as far as line and processor bear it. Decides nothing itself. */
export interface Uplink extends Pick<Views, 'show'> {
  /** Whether this picture should be arriving, where there is one. */
  expects(id: PictureId): boolean;
  /** Whose video does not come to us, though their camera is on. */
  readonly heldBack: ReadonlySignal<ReadonlySet<ParticipantId>>;
  /** About how many videos our line carries, if that is fewer than the others want. */
  readonly carriedVideos: ReadonlySignal<number | null>;
}

export interface UplinkOptions extends Pick<CallPorts, 'links' | 'media' | 'conditions' | 'now'> {
  readonly lifetime: Lifetime;
  readonly messages: Messages;
  readonly state: ReadonlySignal<CallState>;
  /** Our screens on their way to others. */
  readonly screens: ReadonlySignal<readonly SentScreen[]>;
  /** Only a fresh connection can go on with another codec. */
  readonly onEncoderStuck: (connection: ConnectionId) => void;
}

/** Enough to be sure that the first ones are on their way. */
const FIRST_FRAMES = 5;

/** How far everybody's picture has come; Firefox and Safari may tell nothing, and are taken at their connection. */
const beginnersOf = ({ links }: CallState, { lines }: Measurement): Beginner[] =>
  [...links.values()].map(({ participant: { id }, health }) => {
    const line = lines.find((each) => each.id === id);
    return {
      id,
      isConnecting: health.phase === 'connecting' && health.attempt === 0,
      hasBegun: line !== undefined && (line.sample.encoder?.framesEncoded ?? Infinity) >= FIRST_FRAMES,
    };
  });

/** With fewer cores a picture of the high size takes what the others' pictures need. */
const CAPABLE_CORES = 4;

/** Until a screen's track tells how large it is. */
const USUAL_SCREEN = { width: 1920, height: 1080 };

const liveLinesOf = ({ links }: CallState): MeteredConnection[] =>
  [...links.values()].flatMap(({ participant, health }) =>
    health.phase === 'live' ? [{ id: participant.id, connection: health.connection }] : [],
  );

const liveScreensOf = (screens: readonly SentScreen[]): MeteredConnection[] =>
  screens.flatMap(({ to, share, connection }) =>
    connection === null ? [] : [{ id: pictureId(to, share), connection }],
  );

export function createUplink(options: UplinkOptions): Uplink {
  const { lifetime, messages, state, screens, links, media, conditions, now, onEncoderStuck } = options;
  const { effect, schedule } = lifetime;
  const ownShares = computed(() => new Set(screens.value.map(({ share }) => share)));
  const views = exchangeViews({ messages, state, ownShares, lifetime });
  const heldBack = sharePausedVideos(messages, state, lifetime);
  const lines = createBandwidthWatch();
  const encoders = createEncoderWatch();
  const capture = createCaptureFollower((size) => media.setCameraSize(CAPTURE_SIZES[size]), schedule);
  const cpuLoad = signal(NO_CPU_LOAD);
  const measuredAt = signal(now());
  const carriedVideos = signal<number | null>(null);
  const beginning = signal<Beginning>(new Map());
  const economy = computed(() => saving(cpuLoad.value.economy, conditions.value.economy));
  /** As one string: a signal that stays the same as long as the same people are there. */
  const people = computed(() => [...state.value.links.keys()].sort().join(' '));
  const participants = computed(() => people.value.split(' ').filter((id) => id !== ''));
  let allocation: Allocation | null = null;

  startBandwidthMeter({
    lines: () => [...liveLinesOf(state.peek()), ...liveScreensOf(screens.peek())],
    links,
    now,
    lifetime,
    onMeasured: (measurement) =>
      batch(() => {
        const { lines: measured, isCpuLimited, encodingCores } = measurement;
        for (const { id, connection, sample } of measured) lines.note(id, connection, sample.availableKbps, now());
        cpuLoad.value = nextCpuLoad(cpuLoad.peek(), { isCpuLimited, encodingCores, cores: conditions.peek().cores });
        measuredAt.value = now();
        beginning.value = nextBeginning(beginning.peek(), beginnersOf(state.peek(), measurement));
        watchEncoders(measurement);
      }),
  });

  /** An encoder that has stopped is left for that of another codec. */
  function watchEncoders({ lines: measured, isLate }: Measurement): void {
    encoders.keepOnly((connection) => !isLate && measured.some((line) => line.connection === connection));
    for (const { id, connection, sample } of measured) {
      const { encoder, availableKbps } = sample;
      // Where the line carries nothing browsers stop encoders themselves.
      const isBusy = allocation?.encodings.get(id)?.isActive && (availableKbps ?? Infinity) >= LEAST_VIDEO_KBPS;
      const isStuck = encoders.note(connection, isBusy ? encoder : null, now());
      if (isStuck && encoder) void leaveCodec(connection, encoder.codec);
    }
  }

  async function leaveCodec(connection: ConnectionId, codec: string): Promise<void> {
    if ((await links.avoidCodec(connection, codec)) === 'fresh') onEncoderStuck(connection);
  }

  /** Null for those who have not said yet; nobody is sent video by somebody who wants to be only heard. */
  const viewBy = (id: ParticipantId): View | null =>
    conditions.value.isAudioOnly ? UNSEEN : (views.theirs.value.get(id) ?? null);

  effect(() => {
    const at = Math.max(measuredAt.value, now());
    const ids = participants.value;
    const source = media.cameraSize.value ?? CAPTURE_SIZES.standard;
    const cameras = ids.map((id): VideoRequest => {
      const limit = beginning.value.get(id) === 'grown' ? null : startLimit(ids.length);
      return { key: id, kind: 'camera', limit, source, view: viewBy(id), availableKbps: lines.availableKbps(id, at) };
    });
    const shared = screens.value.map(({ to, share, content, size }): VideoRequest => {
      const key = pictureId(to, share);
      const view = views.theirs.value.get(key) ?? null;
      const source = size() ?? USUAL_SCREEN;
      return { key, kind: 'screen', content, source, view, availableKbps: lines.availableKbps(key, at) };
    });
    allocation = allocate({ requests: [...cameras, ...shared], economy: economy.value }, allocation);
    lines.follow(allocation, at);
    links.setEncodings(allocation.encodings);
    const { heldBack: notCarried } = allocation;
    heldBack.hold(new Set(conditions.value.isAudioOnly ? ids : ids.filter((id) => notCarried.has(id))));
    carriedVideos.value = allocation.carriedVideos;
  });

  effect(() => {
    const isCapable = conditions.value.cores >= CAPABLE_CORES;
    const seen = participants.value.map((id) => viewBy(id) ?? UNSEEN);
    capture.want(captureFor({ views: seen, economy: economy.value, isCapable }, capture.current));
  });

  // In a call of two one's own picture is small, and drawn with the other's 30 frames anyway.
  effect(() => media.setPreviewSparse(participants.value.length > 1 || economy.value !== 'none'));

  return {
    show: views.show,
    expects: (id) => views.isWatching(id) && !heldBack.byOthers.peek().has(id),
    heldBack: heldBack.byOthers,
    carriedVideos,
  };
}
