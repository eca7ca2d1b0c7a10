import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { sources } from './sources';

/** Lints a line of code as if it stood in that file. */
async function complaints(file: string, code: string): Promise<string[]> {
  const eslint = new ESLint();
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId?.includes('restricted') === true)
    .map(({ message }) => message);
}

describe('The lint rules that keep the house in order', () => {
  const forbidden: [string, string, string][] = [
    ['src/graph/api.ts', "import * as vscode from 'vscode';", 'vscode'],
    ['src/credentials/obtain.ts', "import type { Uri } from 'vscode';", 'vscode'],
    ['src/walkthrough/html.ts', "import * as vscode from 'vscode';", 'vscode'],
    ['src/credentials/obtain.ts', "import { readFile } from 'node:fs/promises';", 'files'],
    ['src/shell/checkToken.ts', "import fetch from 'node-fetch';", 'network'],
    ['src/graph/api.ts', "import { COMMANDS } from '../shell/ids';", 'graph/'],
    ['src/credentials/flags.ts', "import { COMMANDS } from '../shell/ids';", 'credentials/'],
    ['src/webview/walkthrough.ts', "import { Secret } from '../secret';", 'webview'],
    ['src/github/api.ts', "import { FLAGS } from '../credentials/flags';", 'github/'],
    ['src/github/api.ts', "import fetch from 'node-fetch';", 'network'],
    ['test/github/standIn.ts', "import { Secret } from '../../src/secret';", 'stand-in'],
    ['test/sandbox/sandbox.ts', "import { Secret } from '../../src/secret';", 'sandbox'],
  ];
  for (const [file, code, word] of forbidden) {
    it(`${file} may not say: ${code}`, async () => {
      const messages = await complaints(file, code);
      assert.equal(messages.length, 1, messages.join('\n'));
      assert.ok(messages[0]?.includes(word), messages[0]);
    }).timeout(30_000);
  }

  it('the shell may import vscode', async () => {
    assert.deepEqual(await complaints('src/shell/checkToken.ts', "import * as vscode from 'vscode';"), []);
  }).timeout(30_000);
});

describe('The modules of src and test', () => {
  it('import each other in one direction: there is no cycle, not even of types', () => {
    const files = sources('src', 'test');
    const imports = new Map(files.map((file) => [file, importsOf(file)]));
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]) => {
      assert.ok(!path.includes(file), [...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file)) return;
      for (const imported of imports.get(file) ?? []) visit(imported, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    assert.ok(done.size > 200);
  });
});

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => normalize(`${join(dirname(file), fileName)}.ts`));
}
