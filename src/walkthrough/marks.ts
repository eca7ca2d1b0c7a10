// The small icons beside a line. Screen readers skip them: a text beside each says the same.

const PATHS = {
  done: 'M3.5 8.5l3 3 6-7',
  attention: 'M8 3.5v5.5M8 11.5v1.200',
  failed: 'M4 4l8 8M12 4l-8 8',
} as const;

export type Mark = keyof typeof PATHS;

export function mark(kind: Mark): string {
  return `<svg class="mark ${kind}" viewBox="0 0 16 16" aria-hidden="true"><path d="${PATHS[kind]}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>`;
}

/** Turns by its style sheet, and stands still where motion is reduced. */
export const SPINNER =
  '<svg class="mark running" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2a6 6 0 1 1-6 6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg>';
