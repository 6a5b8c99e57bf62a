import type { IconNode } from 'lucide';
import { h } from 'preact';

/** An icon beside or inside something that has a name of its own; screen readers skip it. */
export function Icon({ of, size = 24 }: { of: IconNode; size?: number }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
