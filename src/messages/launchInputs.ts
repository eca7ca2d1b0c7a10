import * as l10n from '@vscode/l10n';

/** What VS Code asks for before a launch configuration publishes. */
export function describeLaunchInputs(): { readonly text: string; readonly imageUrl: string } {
  return {
    text: l10n.t('Text of the Instagram post'),
    imageUrl: l10n.t('Public address (URL) of its image'),
  };
}
