import { explorer, linkedAccounts, pageList, permissions, proof, useCase } from '../../src/walkthrough/drawings';
import { svg } from '../../src/walkthrough/shapes';

/** The pictures for the walkthrough on VS Code's Welcome page: the drawings of our own walkthrough, as files. */
export const PICTURES: Readonly<Record<string, string>> = {
  'media/gettingStarted/link.svg': picture(linkedAccounts()),
  'media/gettingStarted/app.svg': picture(useCase()),
  'media/gettingStarted/permissions.svg': picture(permissions()),
  'media/gettingStarted/token.svg': picture(explorer()),
  'media/gettingStarted/credentials.svg': picture(pageList()),
  'media/gettingStarted/check.svg': picture(proof()),
};

/** The Welcome page sets no text color. */
function picture(drawing: Parameters<typeof svg>[0]): string {
  return `${svg(drawing, ' color="var(--vscode-foreground)"')}\n`;
}
