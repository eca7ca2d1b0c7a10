/** How the host tests write what they print, so that it can be told from what VS Code itself logs. */
export const lines = {
  suite: (title: string, depth: number): string => `${'  '.repeat(depth)}▸ ${title}`,
  passed: (title: string, depth: number): string => `${'  '.repeat(depth)}✔ ${title}`,
  failed: (title: string, depth: number): string => `${'  '.repeat(depth)}✖ ${title}`,
  skipped: (title: string, depth: number): string => `${'  '.repeat(depth)}- ${title} (skipped)`,
};

/** Whether one of the above wrote a line. */
export function isTestLine(line: string): boolean {
  return /^ *(▸|✔|✖|- .* \(skipped\)$)/.test(line);
}
