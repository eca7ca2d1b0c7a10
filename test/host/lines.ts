/** The format of the lines that the host tests print, to distinguish them from VS Code's own log. */
export const lines = {
  suite: (title: string, depth: number): string => `${'  '.repeat(depth)}▸ ${title}`,
  passed: (title: string, depth: number): string => `${'  '.repeat(depth)}✔ ${title}`,
  failed: (title: string, depth: number): string => `${'  '.repeat(depth)}✖ ${title}`,
  skipped: (title: string, depth: number): string => `${'  '.repeat(depth)}- ${title} (skipped)`,
};

/** Whether a line has one of these formats. */
export function isTestLine(line: string): boolean {
  return /^ *(▸|✔|✖|- .* \(skipped\)$)/.test(line);
}
