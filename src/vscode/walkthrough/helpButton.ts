import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { WalkthroughStepId } from '../../walkthrough/webviewProtocol';
import type { PromptButton } from '../prompts/quickInputs';
import type { DeliveryStepId } from '../questions/deliverySteps';
import type { ImportStepId } from '../questions/importState';
import type { CredentialStepId } from '../questions/wizardState';
import type { WalkthroughPanel } from './walkthroughPanel';

/** The questions that the walkthrough explains. */
export type QuestionId = CredentialStepId | DeliveryStepId | ImportStepId | 'account';

/** Explains a question in the walkthrough; the question stays open beside it. */
export function helpButton(walkthrough: WalkthroughPanel, question: QuestionId): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: l10n.t('Explain this step in the walkthrough'),
    run: () => {
      walkthrough.open({ step: walkthroughStepOf(question), preserveFocus: true });
    },
  };
}

/** The walkthrough step that explains a question, or that a part of the flow belongs to. */
export function walkthroughStepOf(step: QuestionId | 'exchange' | 'proof' | 'writing'): WalkthroughStepId {
  switch (step) {
    case 'source':
    case 'app':
    case 'appId':
    case 'appSecret':
      return 'app';
    case 'token':
      return 'token';
    case 'exchange':
      return 'exchange';
    case 'page':
      return 'page';
    case 'account':
    case 'objectId':
    case 'agorasVersion':
      return 'flags';
    case 'proof':
      return 'verified';
    case 'keep':
    case 'destination':
    case 'location':
    case 'owner':
    case 'link':
    case 'visibility':
    case 'encrypted':
    case 'permissions':
    case 'writing':
      return 'written';
  }
}
