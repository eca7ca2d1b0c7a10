// The cost of a keystroke in a file that Agoras reads: in one without its keys, and in one with them, once the person
// has stopped typing for a moment. For comparison, in the same run, the time of other readers of the same text: the
// dotenv package, and VS Code's own JSON validation, which runs equally often.
import { createRequire } from 'node:module';
import { parse } from 'dotenv';
import type languageService from 'vscode-json-languageservice';
import { hasAgorasKey, type DocumentKind } from '../../src/findings/documentKind';
import { findIn } from '../../src/findings/findIn';
import { KnownValues } from '../../src/findings/knownValues';
import type { FindingContext } from '../../src/findings/variableSet';
import { accountFor, NOW } from '../account';
import type { Row } from './report';
import { onProcessor, timeInTurn, type Work } from './timing';

// It is a CommonJS module, and not all of its exports can be imported by name.
const { getLanguageService, TextDocument } = createRequire(import.meta.url)(
  'vscode-json-languageservice',
) as typeof languageService;

const ROUNDS = 15;
const LINES = [10, 1000, 100_000] as const;
const CONFIGURATIONS = [10, 1000, 5000] as const;

/** Reading the text once, and then checking what is ours in it. */
const MOST_OF_READING = 3;
/** In a small text, checking takes most of the time, but neither is noticeable. */
const SMALL_CHARACTERS = 5000;
const MOST_MILLISECONDS_OF_SMALL = 2;
/** In other files, a keystroke costs only a look at its line. */
const MOST_OF_FINDING = 0.05;

const context: FindingContext = { version: '3.x', known: new KnownValues([accountFor('2')]), now: NOW, warnDays: 7 };

export async function measureKeystroke(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const lines of LINES) {
    const text = dotenvOf(lines);
    rows.push(...(await measureOne(`.env of ${lines} lines`, 'dotenv', text, () => parse(text))));
  }
  for (const count of CONFIGURATIONS) {
    const text = launchOf(count);
    rows.push(...(await measureOne(`launch.json of ${count} entries`, 'launch', text, validationOf(text))));
  }
  return rows;
}

async function measureOne(what: string, kind: DocumentKind, text: string, read: Work): Promise<readonly Row[]> {
  // A small text is processed many times in one measurement, because the processor clock is coarse.
  const times = Math.max(1, Math.round(200_000 / text.length));
  const often = (work: Work) =>
    onProcessor(async () => {
      for (let time = 0; time < times; time++) {
        const result = work();
        if (result instanceof Promise) await result;
      }
    });
  const measured = await timeInTurn(
    {
      find: often(() => findIn(kind, text, context, 'hidden')),
      read: often(read),
      line: often(() => hasAgorasKey('KEY_7="value 7" # comment')),
    },
    ROUNDS,
  );
  const { find, line } = measured;
  const isSmall = text.length < SMALL_CHARACTERS;
  return [
    {
      what: `${what}: what is found after a pause`,
      measured: find / times,
      unit: 'ms',
      ...(isSmall ? { bar: { atMost: MOST_MILLISECONDS_OF_SMALL } } : {}),
    },
    {
      what: `${what}: as many times ${kind === 'dotenv' ? 'dotenv' : 'the validation of VS Code'}`,
      measured: find / measured.read,
      unit: '×',
      ...(isSmall ? {} : { bar: { atMost: MOST_OF_READING } }),
    },
    {
      what: `${what}: a keystroke where nothing is of Agoras, of that`,
      measured: line / find,
      unit: '×',
      bar: { atMost: MOST_OF_FINDING },
    },
  ];
}

/** An abridged schema for the entries of launch.json. */
const SCHEMA: languageService.JSONSchema = {
  type: 'object',
  required: ['configurations'],
  properties: {
    version: { type: 'string' },
    configurations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'request', 'name'],
        properties: {
          name: { type: 'string' },
          type: { type: 'string', enum: ['debugpy', 'node'] },
          request: { type: 'string', enum: ['launch', 'attach'] },
          module: { type: 'string' },
          args: { type: ['array', 'string'], items: { type: 'string' } },
          env: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
        },
      },
    },
  },
};

function validationOf(text: string): Work {
  const service = getLanguageService({});
  return async () => {
    const document = TextDocument.create('file:///launch.json', 'jsonc', 1, text);
    const read = service.parseJSONDocument(document);
    return service.doValidation(document, read, { comments: 'ignore', trailingCommas: 'ignore' }, SCHEMA);
  };
}

/** A typical project file, with a set of our variables in the middle. */
function dotenvOf(lines: number): string {
  const ours = ['CLIENT_ID=1', 'CLIENT_SECRET=2', 'REFRESH_TOKEN=3', 'OBJECT_ID=4'].map((line) => `INSTAGRAM_${line}`);
  const others = Array.from({ length: lines - ours.length }, (_, index) =>
    index % 10 === 0 ? `# section ${index}` : `KEY_${index}="value ${index}" # comment`,
  );
  const half = Math.floor(others.length / 2);
  // As if read from a file: the result of `join` would have to be flattened on first use, which would be measured, too.
  return Buffer.from(`${[...others.slice(0, half), ...ours, ...others.slice(half)].join('\n')}\n`).toString();
}

/** The first configuration starts Agoras. */
function launchOf(count: number): string {
  const start = {
    name: 'c0',
    type: 'debugpy',
    request: 'launch',
    module: 'agoras.cli.main',
    args: ['instagram', 'post'],
  };
  const others = Array.from({ length: count - 1 }, (_, index) => ({ ...start, name: `c${index + 1}`, module: 'main' }));
  const document = { version: '0.2.0', configurations: [start, ...others] };
  return Buffer.from(JSON.stringify(document, undefined, 2)).toString();
}
