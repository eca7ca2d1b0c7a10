import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { WalkthroughStepId } from '../../walkthrough/webviewProtocol';
import type { PromptButton } from '../prompts/quickInputs';
import type { WalkthroughPanel } from '../walkthrough/walkthroughPanel';
import type { QuestionId } from './services';

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

/** The step of the walkthrough that explains a question, or that a part of the flow belongs to. */
export function walkthroughStepOf(step: QuestionId | 'proof' | 'writing'): WalkthroughStepId {
  switch (step) {
    case 'app':
    case 'appId':
    case 'appSecret':
      return 'app';
    case 'token':
      return 'token';
    case 'page':
      return 'page';
    case 'account':
    case 'objectId':
    case 'agorasVersion':
      return 'flags';
    case 'proof':
      return 'verified';
    case 'destination':
    case 'location':
    case 'owner':
    case 'visibility':
    case 'writing':
      return 'written';
  }
}
