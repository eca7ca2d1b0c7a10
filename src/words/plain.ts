/**
 * A name from outside, made harmless for a label: VS Code would draw `$(name)` as an icon, control and bidirectional
 * characters could disguise what stands beside it, and nobody reads beyond 100 characters.
 */
export function plainLabel(text: string): string {
  const visible = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('$(', '$ (')
    .trim();
  const characters = Array.from(visible.slice(0, 400));
  return characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : visible;
}
