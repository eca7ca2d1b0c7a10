// The quick fix for a .env that Git would commit.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { describeNotIgnored } from '../../messages/deliveryMessages';
import { addIgnoreLine, fileVisibility, ignoreLine, ignoreRule } from '../files/git';
import { displayPath } from '../files/targetLocations';
import { findDirtyDocument } from '../files/textChange';
import { DONE, failed, notify, type CommandEnd, type RunInBackground } from '../prompts/commandEnd';

/**
 * Git is asked afterwards: only it can tell whether the line is enough. `uri`: the URI of the document. `added`: called
 * after the change, because the document itself doesn't change.
 */
export async function ignoreFile(
  uri: string | undefined,
  added: () => void,
  runInBackground: RunInBackground,
): Promise<CommandEnd> {
  if (uri === undefined) return DONE;
  const again = () => ignoreFile(uri, added, runInBackground);
  const path = vscode.Uri.parse(uri).fsPath;
  const line = await ignoreLine(path);
  const result = line === undefined ? undefined : await addIgnoreLine(line);
  if (result?.ok === false) return failed(result.error, again);
  added();
  const visibility = await fileVisibility(path);
  if (visibility === 'safe') return DONE;
  const unsaved = line === undefined ? undefined : findDirtyDocument(line.file);
  const name = unsaved === undefined ? undefined : displayPath(unsaved.uri.fsPath);
  const rule = visibility === 'notIgnored' && unsaved === undefined ? await ignoreRule(path) : undefined;
  const askAgain = {
    label: name === undefined ? l10n.t('Ask Git Again') : l10n.t('Save {0} and Ask Git Again', name),
    run: async () => {
      await unsaved?.save();
      return again();
    },
  };
  const message = describeNotIgnored(displayPath(path), visibility, { unsaved: name, rule });
  notify('warning', message, [askAgain], runInBackground);
  return DONE;
}
