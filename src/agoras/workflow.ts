// A workflow of GitHub Actions that publishes one post. Sources: action.yml and entrypoint of
// LuisAlejandro/agoras-actions at the commit named below, and
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
import { definitionsFor, publishingNetwork, type FlagDefinition } from './flags';
import { IMAGE, publishCommand, TEXT, type CommandStyle, type PostPart } from './publishCommand';
import type { AgorasVersion, Target } from './target';

/** Its path, relative to the root of the repository. */
export const WORKFLOW_PATH = '.github/workflows/agoras-publish.yml';

/** The texts in the workflow that people read. */
export interface WorkflowTexts {
  readonly name: string;
  readonly heading: string;
  readonly text: string;
  readonly imageUrl: string;
  /** What the action does to the text of a post. */
  readonly actionLimits: string;
}

/** `environment`: the GitHub environment whose secrets are used; undefined for the repository's own secrets. */
export function workflowText(target: Target, environment: string | undefined, texts: WorkflowTexts): string {
  const network = publishingNetwork(target);
  const credentials = definitionsFor({ ...target, networks: [network] });
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
    // The workflow reads no code and writes nothing, so the token of each run needs no permissions.
    'permissions: {}',
    'jobs:',
    '  publish:',
    '    runs-on: ubuntu-latest',
    ...(environment === undefined ? [] : [`    environment: ${quoted(environment)}`]),
    '    steps:',
    ...steps(target, credentials, texts),
    '',
  ].join('\n');
}

/**
 * Agoras 1.x runs in its action, because the action's image has what such an old version needs. The action drops double
 * quotes and passes the text as a separate argument, which fails if it starts with a hyphen. 2.x and 3.x install
 * wherever Python is, so they don't use the action.
 */
function steps(target: Target, credentials: readonly FlagDefinition[], texts: WorkflowTexts): string[] {
  switch (target.version) {
    case '1.x':
      return actionSteps(target, credentials, texts.actionLimits);
    case '2.x':
    case '3.x':
      return commandSteps(target, credentials, PACKAGES[target.version]);
  }
}

/** Release 1.1.3 of the action. A tag can be moved to other code, which would then get the secrets; a commit can't. */
const ACTION = 'LuisAlejandro/agoras-actions@0aa89bebde206ac00db7b5d11468a4da8a7989a7 # 1.1.3';

function actionSteps(target: Target, credentials: readonly FlagDefinition[], limits: string): string[] {
  const { style } = publishCommand(target);
  return [
    `      # ${limits}`,
    `      - uses: ${ACTION}`,
    '        with:',
    `          network: ${publishingNetwork(target)}`,
    '          action: post',
    ...credentials.map(({ environment: name }) => `          ${inputOf(name)}: ${secretReference(name)}`),
    `          ${inputFor(TEXT, style)}: \${{ inputs.text }}`,
    `          ${inputFor(IMAGE, style)}: \${{ inputs.image }}`,
  ];
}

/** The newest release of each version; 2.1.1 is also the one that the action pins. */
export const PACKAGES: Readonly<Record<Exclude<AgorasVersion, '1.x'>, string>> = {
  '2.x': 'agoras==2.1.1',
  '3.x': 'agoras==3.0.0',
};

/**
 * Typed text reaches the shell through variables: inserted into the command, it could run as code. The step that has
 * the secrets runs nothing but Agoras.
 */
function commandSteps(target: Target, credentials: readonly FlagDefinition[], pythonPackage: string): string[] {
  const { action, style } = publishCommand(target);
  return [
    ...installStep(pythonPackage).map((line) => `      ${line}`),
    '      - name: Publish',
    '        env:',
    ...credentials.map(({ environment: name }) => `          ${name}: ${secretReference(name)}`),
    '          POST_TEXT: ${{ inputs.text }}',
    '          POST_IMAGE: ${{ inputs.image }}',
    '        run: |',
    `          agoras ${action.join(' ')} ${TEXT.flags[style][0]}="$POST_TEXT" ${IMAGE.flags[style][0]}="$POST_IMAGE"`,
  ];
}

/** The step that installs the `agoras` command for the following steps. */
export function installStep(pythonPackage: string): readonly string[] {
  return [
    '- name: Install Agoras',
    '  run: |',
    '    python3 -m venv "$RUNNER_TEMP/agoras"',
    `    "$RUNNER_TEMP/agoras/bin/pip" install ${pythonPackage}`,
    '    echo "$RUNNER_TEMP/agoras/bin" >> "$GITHUB_PATH"',
  ];
}

/** The action's inputs are named after the flags of its Agoras version. */
function inputFor({ flags }: PostPart, style: CommandStyle): string {
  return flags[style][0].slice(2);
}

/** A reference to a secret of the repository, or of the job's environment. */
export function secretReference(name: string): string {
  return `\${{ secrets.${name} }}`;
}

/** The action has one input for each variable that Agoras reads. */
function inputOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}

/** JSON strings are valid YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
