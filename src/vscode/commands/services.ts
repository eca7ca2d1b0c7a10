import type { AccountRecord } from '../../credentials/account';
import type { Check } from '../../credentials/checklist';
import type { DeliveryServices } from '../delivery/deliverAndNotify';
import type { MismatchNotifier } from '../delivery/agorasVersionSwitch';
import type { Previews } from '../delivery/preview';
import type { PromptButton } from '../prompts/quickInputs';
import type { DeliveryStepId } from '../questions/deliverySteps';
import type { CredentialStepId } from '../questions/wizardState';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import type { ReminderStore } from '../watch/reminderStore';

/** The questions that the walkthrough explains. */
export type QuestionId = CredentialStepId | DeliveryStepId | 'account';

/**
 * What the commands work with. `createCommands` makes it once, for a window; a command takes the part that it uses, as
 * `Uses<'accounts' | …>`.
 */
export interface Services extends DeliveryServices {
  /** Keeps the checks of an account for the walkthrough and the log. */
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
  readonly reminders: ReminderStore;
  readonly previews: Previews;
  readonly installedAgoras: ReadInstalledAgoras;
  readonly mismatch: MismatchNotifier;
  /** The button that explains a question in the walkthrough. */
  readonly help: (question: QuestionId) => PromptButton;
}

export type Uses<Service extends keyof Services> = Pick<Services, Service>;

/** What every command that delivers works with. */
export type DeliveryUses = Uses<keyof DeliveryServices | 'mismatch'>;
