// A workflow of GitHub Actions that publishes one post. Sources: action.yml of LuisAlejandro/agoras-actions, at the tags
// named below, and https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
import { definitionsFor, publishingNetwork } from './flags';
import type { AgorasVersion, Target } from './target';

/** Where it lies, from the root of the repository. */
export const WORKFLOW_PATH = '.github/workflows/agoras-publish.yml';

/** The newest release of the action for each Agoras, and what it calls the text and the picture of a post. */
const ACTIONS: Readonly<
  Record<AgorasVersion, { readonly tag: string; readonly text: string; readonly image: string }>
> = {
  '1.x': { tag: '1.1.3', text: 'status-text', image: 'status-image-url-1' },
  '2.x': { tag: '2.1.1', text: 'text', image: 'image-1' },
  '3.x': { tag: '2.1.1', text: 'text', image: 'image-1' },
};

/** What a person reads in it. */
export interface WorkflowTexts {
  readonly name: string;
  readonly heading: string;
  readonly text: string;
  readonly imageUrl: string;
}

/** `environment`: the one whose secrets it reads; undefined for those of the repository. */
export function workflowText(target: Target, environment: string | undefined, texts: WorkflowTexts): string {
  const { tag, text, image } = ACTIONS[target.version];
  const network = publishingNetwork(target);
  const credentials = definitionsFor({ ...target, networks: [network] }).map(
    ({ environment: name }) => `          ${inputOf(name)}: \${{ secrets.${name} }}`,
  );
  return [
    `# ${texts.heading}`,
    `name: ${quoted(texts.name)}`,
    'on:',
    '  workflow_dispatch:',
    '    inputs:',
    '      text:',
    `        description: ${quoted(texts.text)}`,
    '        required: true',
    '      image:',
    `        description: ${quoted(texts.imageUrl)}`,
    '        required: true',
    // It reads no code and writes nothing: the token that GitHub gives each run may do nothing.
    'permissions: {}',
    'jobs:',
    '  publish:',
    '    runs-on: ubuntu-latest',
    ...(environment === undefined ? [] : [`    environment: ${quoted(environment)}`]),
    '    steps:',
    `      - uses: LuisAlejandro/agoras-actions@${tag}`,
    '        with:',
    `          network: ${network}`,
    '          action: post',
    ...credentials,
    `          ${text}: \${{ inputs.text }}`,
    `          ${image}: \${{ inputs.image }}`,
    '',
  ].join('\n');
}

/** The action has an input for each variable that Agoras reads. */
function inputOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}

/** YAML reads what JSON writes. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
