import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { sources } from './sources';

/** File → the files it imports, or room (folder) → the rooms it imports from. */
type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** A folder with more files is hard to take in at a glance. */
const MOST_FILES = 14;

/** Only the import rules of the rooms, which need no type information. */
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId.includes('restricted'),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
});
const files = sources('src', 'test');
const specifiers = new Map(files.map((file) => [file, specifiersIn(file)]));
const fileArrows: Arrows = new Map(files.map((file) => [file, filesImportedBy(file)]));

describe('The imports', () => {
  it('go in one direction: no file needs itself through others, not even for a type', () => {
    assert.deepEqual(cycleIn(fileArrows), []);
  });

  it('go in one direction between the rooms of src', () => {
    assert.deepEqual(cycleIn(roomArrows(/^src\/(\w+)/)), []);
  });

  it('go in one direction between the rooms of src/vscode', () => {
    assert.deepEqual(cycleIn(roomArrows(/^src\/vscode\/(\w+)\//)), []);
  });

  it('name vscode in src/vscode and the two composition roots only', () => {
    const others = importersOf('vscode').filter((file) => !/^src\/(?:vscode\/|(?:extension|main)\.ts$)/.test(file));
    assert.deepEqual(others, []);
  });

  it('name node-fetch in one module', () => {
    assert.deepEqual(importersOf('node-fetch'), ['src/http/transport.ts']);
  });
});

describe('The addresses that secrets are sent to', () => {
  it('are made where the person is asked about them, and by the name that their browser has for the dialog', () => {
    const makers = sources('src').filter((file) => /asConfirmed\(|as ConfirmedUrl/.test(readFileSync(file, 'utf8')));
    assert.deepEqual(makers, [
      'src/http/confirmedUrl.ts',
      'src/vscode/signIn/addressConsent.ts',
      'src/vscode/signIn/browserSignIn.ts',
    ]);
  });
});

describe('The folders of src', () => {
  it(`hold ${MOST_FILES} files at most`, () => {
    const counts = countBy(sources('src').map(dirname));
    assert.deepEqual(
      [...counts].filter(([, count]) => count > MOST_FILES),
      [],
    );
  });

  it('hold no two files of one name', () => {
    const counts = countBy(
      sources('src')
        .filter((file) => !file.endsWith('.d.ts'))
        .map((file) => basename(file)),
    );
    assert.deepEqual(
      [...counts].filter(([, count]) => count > 1),
      [],
    );
  });
});

describe('The unit tests of a room', () => {
  it('have names that begin with that of the module that they test', () => {
    const modules = new Set(sources('src').map(withoutEnding));
    const folders = new Set(sources('src').map(dirname));
    folders.delete('src');
    const strays = sources('test/unit').filter((file) => {
      const tested = join('src', relative(join('test', 'unit'), file));
      if (!file.endsWith('.test.ts') || !folders.has(dirname(tested))) return false;
      return ![...modules].some((module) => tested.startsWith(module));
    });
    assert.deepEqual(strays, []);
  });
});

describe('The lint rules', () => {
  const forbidden: [file: string, code: string, said: string][] = [
    ['src/graph/graphApi.ts', "import vscode = require('vscode');", 'Only src/vscode'],
    ['src/walkthrough/markup.ts', "import type { Uri } from 'vscode';", 'Only src/vscode'],
    ['src/credentials/obtain.ts', "import { readFile } from 'node:fs/promises';", 'touches files'],
    ['src/agoras/flags.ts', "import { exec } from 'child_process';", 'touches files'],
    ['src/vscode/watch/watch.ts', "import fetch from 'node-fetch';", 'Only src/http/transport.ts'],
    ['src/http/transport.ts', "import type { GraphFailure } from '../graph/graphFailures';", 'http/'],
    ['src/github/githubApi.ts', "import { isId } from '../graph/ids';", 'github/'],
    ['src/agoras/flags.ts', "import { PERMISSIONS } from '../graph/permissions';", 'agoras/'],
    ['src/edits/json/launchPlan.ts', "import { FLAGS } from '../../agoras/flags';", 'edits/'],
    ['src/credentials/obtain.ts', "import { actionLabel } from '../messages/failures/failureMessage';", 'credentials/'],
    ['src/webview/walkthrough.ts', "import { escape } from '../walkthrough/markup';", 'webview/'],
    ['src/messages/checkMessages.ts', "import { createMain } from '../main';", 'messages/'],
    ['src/vscode/settings/settings.ts', "import { askPick } from '../prompts/quickInputs';", 'settings/'],
    ['src/vscode/delivery/deliver.ts', "import type { CommandEnd } from '../commands/commandBoundary';", 'delivery/'],
    ['src/vscode/startup/statusBar.ts', "import { git } from '../files/git';", 'startup/'],
    ['src/vscode/startup/statusBar.ts', "import { FLAGS } from '../../agoras/flags';", 'startup/'],
    ['src/vscode/files/git.ts', "import { createMain } from '../../main';", 'files/'],
    ['test/github/standIn.ts', "import { Secret } from '../../src/base/secret';", 'stand-in'],
    ['test/sandbox/sandbox.ts', "import { Secret } from '../../src/base/secret';", 'stand-in'],
  ];
  for (const [file, code, said] of forbidden) {
    it(`keep ${file} from saying: ${code}`, async () => {
      const messages = await complaints(file, code);
      assert.equal(messages.length, 1, messages.join('\n'));
      assert.ok(messages[0]?.includes(said), messages[0]);
    }).timeout(30_000);
  }

  const allowed: [file: string, code: string][] = [
    ['src/agoras/flags.ts', "import type { PageId } from '../graph/ids';"],
    ['src/webview/walkthrough.ts', "import { WALKTHROUGH_STEPS } from '../walkthrough/webviewProtocol';"],
    ['src/vscode/commands/checkToken.ts', "import vscode = require('vscode');"],
    ['src/vscode/commands/checkToken.ts', "import { askPick } from '../prompts/quickInputs';"],
    ['src/vscode/walkthrough/walkthroughPanel.ts', "import { escape } from '../../walkthrough/markup';"],
  ];
  for (const [file, code] of allowed) {
    it(`let ${file} say: ${code}`, async () => {
      assert.deepEqual(await complaints(file, code), []);
    }).timeout(30_000);
  }
});

/** The linter's messages about an import statement in a file. */
async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? []).map(({ message }) => message);
}

function specifiersIn(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);
}

function filesImportedBy(file: string): Set<string> {
  const ofOurs = (specifiers.get(file) ?? []).filter((specifier) => specifier.startsWith('.'));
  return new Set(ofOurs.map((specifier) => normalize(`${join(dirname(file), specifier)}.ts`)));
}

function importersOf(packageName: string): string[] {
  return sources('src').filter((file) => specifiers.get(file)?.includes(packageName));
}

/** Room → the rooms it imports from. `room` finds a file's room in its path. */
function roomArrows(room: RegExp): Arrows {
  const arrows = new Map<string, Set<string>>();
  for (const [file, imported] of fileArrows) {
    const from = room.exec(file)?.[1];
    if (from === undefined) continue;
    const targets = arrows.get(from) ?? new Set();
    for (const to of [...imported].map((target) => room.exec(target)?.[1])) {
      if (to !== undefined && to !== from) targets.add(to);
    }
    arrows.set(from, targets);
  }
  return arrows;
}

/** The first cycle found, starting and ending with the same node; empty if there is none. */
function cycleIn(arrows: Arrows): string[] {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const next of arrows.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle.length > 0) return cycle;
    }
    done.add(node);
    return [];
  };
  for (const node of arrows.keys()) {
    const cycle = visit(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

function withoutEnding(file: string): string {
  return file.replace(/\.ts$/, '');
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
