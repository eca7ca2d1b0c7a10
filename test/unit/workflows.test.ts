import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ALL_TARGETS } from '../../src/agoras/flags';
import { workflowText } from '../../src/agoras/workflow';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly env?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions?: unknown;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = '.github/workflows';
const OURS = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
const TEXTS = { name: 'n', heading: 'h', text: 't', imageUrl: 'i', actionLimits: 'l' };
/** The workflow that the extension writes, for each version and network. */
const WRITTEN = ALL_TARGETS.map(
  (target) => [`${target.version} for ${target.networks.join(' and ')}`, workflowText(target, 'e', TEXTS)] as const,
);

/** A tag can be moved to other code, a commit can't. The version is for human readers. */
const PINNED = /^\s*(?:- )?uses: [\w.-]+\/[\w./-]+@[\da-f]{40} # v?\d+\.\d+\.\d+$/;
/** Runs whatever version the registry has, ignoring the lock file. */
const FETCHED = /\bnpx\s+(?!--no-install\s)|\bnpm exec\s+(?!--no\s)/;
const EXACT_PIP = /\bpip3?"? install [\w-]+==\d+\.\d+\.\d+$/;
/** A single command of an installed publishing tool, with nothing before, after or next to it. */
const PUBLISHES = /^(?:npx --no-install (?:vsce|ovsx) publish|agoras (?:instagram|facebook) post) [^;&|<>`()\n]+\n?$/;
const SECRET = /\bsecrets\b|\bgithub\.token\b/;

function problems(text: string): string[] {
  const workflow = parse(text) as Workflow;
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  return [
    ...lines.filter((line) => /\buses:/.test(line) && !PINNED.test(line)),
    ...lines.filter((line) => FETCHED.test(line)),
    ...lines.filter((line) => /\bpip3?"? install\b/.test(line) && !EXACT_PIP.test(line)),
    ...(JSON.stringify(workflow.permissions) === '{}' ? [] : ['a workflow whose jobs may do more than they say']),
    ...[workflow, ...Object.values(workflow.jobs)]
      .filter(({ env }) => hasSecret(env))
      .map(() => 'a secret for every step'),
    ...steps.flatMap(({ run }) => (run !== undefined && hasSecret(run) ? [run] : [])),
    ...steps.flatMap(({ run, env }) => (hasSecret(env) && !PUBLISHES.test(run ?? '') ? [run ?? 'no command'] : [])),
  ];
}

function hasSecret(value: unknown): boolean {
  return SECRET.test(JSON.stringify({ value }));
}

describe('A workflow', () => {
  for (const [name, text] of [...OURS, ...WRITTEN]) {
    it(`runs only code that is pinned, and shows a secret to the publisher alone: ${name}`, () => {
      assert.deepEqual(problems(text), []);
    });
  }

  it('may read the repository, and keeps no token of GitHub’s, where it is one of this project', () => {
    for (const [name, text] of OURS) {
      const { jobs } = parse(text) as Workflow;
      for (const { permissions, steps } of Object.values(jobs)) {
        assert.deepEqual(permissions, { contents: 'read' }, name);
        for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
          assert.equal(step.with?.['persist-credentials'], false, name);
        }
      }
    }
  });

  const release = readFileSync(join(FOLDER, 'release.yml'), 'utf8');
  const spoilt: readonly (readonly [string, string, string])[] = [
    ['an action by its tag', '@fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09 # v5.1.0', '@v5'],
    ['an action without its version', ' # v5.1.0', ''],
    ['a publisher outside the lock file', 'npx --no-install ovsx', 'npx --yes ovsx@1.1.1'],
    ['a publisher that npx may fetch', 'npx --no-install vsce', 'npx vsce'],
    ['a second command beside a token', 'npx --no-install vsce publish', 'npm ci && npx --no-install vsce publish'],
    ['a token for the whole job', '    environment: marketplaces', '    env: { PAT: "${{ secrets.VSCE_PAT }}" }'],
    ['a token in a command', '--packagePath', '--pat ${{ secrets.VSCE_PAT }} --packagePath'],
    ['rights for all of its jobs', 'permissions: {}', 'permissions: write-all'],
    ['a package of Python in any version', 'run: npm ci', 'run: pip install agoras'],
  ];
  for (const [name, from, to] of spoilt) {
    it(`would be stopped with ${name}`, () => {
      assert.ok(release.includes(from));
      assert.notDeepEqual(problems(release.replace(from, () => to)), []);
    });
  }

  it('publishes the very package that was tested', () => {
    const { jobs } = parse(release) as Workflow;
    const runs = jobs['publish']?.steps.map(({ run }) => run ?? '') ?? [];
    const checked = runs.findIndex((run) => run === 'echo "$SHA256" | sha256sum --check --strict');
    assert.ok(checked >= 0 && checked < runs.findIndex((run) => PUBLISHES.test(run)));
  });
});

describe('The publishers', () => {
  it('are in the lock file, so that the release runs what it names', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
    };
    for (const name of ['ovsx', '@vscode/vsce']) {
      const locked = packages[`node_modules/${name}`];
      assert.match(devDependencies[name] ?? '', /^\d+\.\d+\.\d+$/, name);
      assert.equal(locked?.version, devDependencies[name], name);
      assert.match(locked?.integrity ?? '', /^sha512-/, name);
    }
  });
});
