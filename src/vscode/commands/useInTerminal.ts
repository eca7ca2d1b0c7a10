import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { terminalsDestination } from '../destinations/terminalsDestination';
import { DONE, type CommandEnd } from '../prompts/commandEnd';
import { deliverToMemory } from './copyFlags';
import type { DeliveryUses, Uses } from './services';

/** A toggle: running it again removes the variables. */
export async function useInTerminal(services: DeliveryUses & Uses<'installedAgoras' | 'help'>): Promise<CommandEnd> {
  const { terminals } = services.memory;
  if (!terminals.isUsed()) return deliverToMemory(services, terminalsDestination, undefined);
  terminals.stop();
  void vscode.window.showInformationMessage(
    l10n.t('New terminals no longer have the credentials. Those that are open keep them until they are closed.'),
  );
  return DONE;
}
