import type { AccountRecord } from '../../credentials/account';
import type { Check } from '../../credentials/checklist';
import type { DeliveryServices } from '../delivery/deliverAndNotify';
import type { MismatchNotifier } from '../delivery/agorasVersionSwitch';
import type { Previews } from '../delivery/preview';
import type { PromptButton } from '../prompts/quickInputs';
import type { ValueConsents } from '../handover/valueConsents';
import type { AskInstalledAgoras, ReadInstalledAgoras } from '../settings/installedAgoras';
import type { AddressConsent } from '../signIn/addressConsent';
import type { ConnectTo, FindTokenApp } from '../signIn/connect';
import type { QuestionId } from '../walkthrough/helpButton';
import type { ReminderStore } from '../watch/reminderStore';

/**
 * What the commands work with, created once per window by `createCommands`. Each command declares the parts that it
 * uses, as `Uses<'accounts' | …>`.
 */
export interface Services extends DeliveryServices {
  /** Records the checks of an account for the walkthrough and the log. */
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
  /** For automatic actions: asks no questions. */
  readonly connectInBackground: ConnectTo;
  /** The base URLs that the person has agreed to. */
  readonly addresses: AddressConsent;
  readonly findTokenApp: FindTokenApp;
  readonly reminders: ReminderStore;
  readonly consents: ValueConsents;
  readonly previews: Previews;
  readonly installedAgoras: ReadInstalledAgoras;
  readonly askInstalledAgoras: AskInstalledAgoras;
  readonly mismatch: MismatchNotifier;
  /** The button that explains a question in the walkthrough. */
  readonly help: (question: QuestionId) => PromptButton;
}

export type Uses<Service extends keyof Services> = Pick<Services, Service>;

/** What every command that delivers credentials works with. */
export type DeliveryUses = Uses<keyof DeliveryServices | 'mismatch'>;
