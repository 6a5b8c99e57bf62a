import type { TFunction } from 'i18next';
import type { DirectionQuality, LinkQuality } from '../../call/quality/link-quality.ts';

/** One figure of a link, as people read it. */
export interface QualityLine {
  readonly label: string;
  readonly value: string;
}

/** The figures of a link in words: for the screen, and for the clipboard. */
export function linesOf(t: TFunction, locale: string, quality: LinkQuality): readonly QualityLine[] {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const { path, roundTripMs, received, sent } = quality;
  const limitation = sent.video?.limitation ?? null;

  const lossIn = ({ lossPercent }: DirectionQuality): string =>
    lossPercent === null ? t('quality.unknown') : `${fine.format(lossPercent)} %`;
  const stream = ({ bitsPerSecond, video }: DirectionQuality): string =>
    [
      t('quality.rate', { kbps: whole.format(bitsPerSecond / 1000) }),
      ...(video
        ? [
            `${video.width}×${video.height}`,
            t('quality.frames', { frames: whole.format(video.framesPerSecond) }),
            ...(video.codec ? [video.codec] : []),
          ]
        : [t('quality.noPicture')]),
    ].join(', ');
  const way = (): string => {
    if (!path) return t('quality.unknown');
    const protocol = path.protocol ? ` (${path.protocol.toUpperCase()})` : '';
    return `${t(`quality.path.${path.kind}`)}${protocol}`;
  };

  return [
    { label: t('quality.label.path'), value: way() },
    {
      label: t('quality.label.roundTrip'),
      value: roundTripMs === null ? t('quality.unknown') : `${whole.format(Math.max(1, roundTripMs))} ms`,
    },
    { label: t('quality.label.received'), value: stream(received) },
    { label: t('quality.label.sent'), value: stream(sent) },
    {
      label: t('quality.label.loss'),
      value: t('quality.loss', { received: lossIn(received), sent: lossIn(sent) }),
    },
    ...(limitation === null
      ? []
      : [{ label: t('quality.label.limitation'), value: t(`quality.limitation.${limitation}`) }]),
  ];
}
