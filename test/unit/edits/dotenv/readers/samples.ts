// Files of every kind that a person may have, with our values added.
import { planDotenv, type DotenvEntry } from '../../../../../src/edits/dotenv/dotenvPlan';
import { COMMENT, OBJECT_ID, TOKEN } from '../dotenvFiles';

export interface Sample {
  readonly what: string;
  readonly text: string;
  readonly entries: readonly DotenvEntry[];
}

const files: Readonly<Record<string, string | undefined>> = {
  'a new file': undefined,
  'an empty file': '',
  'another’s line': 'OTHER=1\n',
  'another’s line without an end': 'OTHER=1',
  'Windows line endings': 'OTHER=1\r\n',
  'Windows line endings and the key': `${TOKEN}=old\r\nOTHER=1\r\n`,
  'both kinds of line endings': `OTHER=1\r\n${TOKEN}=old\nLAST=2\r\n`,
  'a byte order mark': '\uFEFF',
  'a byte order mark before the key': `\uFEFF${TOKEN}=old\nOTHER=1\n`,
  'a byte order mark before another line': `\uFEFFOTHER=1\n${TOKEN}=old\n`,
  'a byte order mark and Windows line endings': `\uFEFF${TOKEN}=old\r\nOTHER=1\r\n`,
  export: `export ${TOKEN}=old\nexport OTHER=1\n`,
  'blanks around =': `${TOKEN} = old\n`,
  'a blank behind =': `${TOKEN}= old\nOTHER=1\n`,
  'double quotes': `${TOKEN}="old"\n`,
  'single quotes': `${TOKEN}='old'\n`,
  'a comment behind the value': `${TOKEN}=old # note\n`,
  indentation: `  ${TOKEN}=old\n`,
  'the key twice': `${TOKEN}=one\n${TOKEN}=two\n`,
  'a key over several lines before it': `KEY='-----BEGIN\nEND-----'\n${TOKEN}=old\n`,
};

const values: Readonly<Record<string, string>> = {
  'a token of a Page': 'EAABsbCS1iHgBO7ZC0abcXYZ',
  'a token of an app': '1234567890123456|a1B2c3D4e5F6-_x',
  'several words': 'two words',
  'an apostrophe': "it's",
};

export function samples(): Sample[] {
  return Object.entries(files).flatMap(([file, before]) =>
    Object.entries(values).map(([value, token]) => {
      const entries = [
        { key: TOKEN, value: token },
        { key: OBJECT_ID, value: '17841400000000001' },
      ];
      const plan = planDotenv(before, entries, COMMENT);
      if (plan.kind !== 'create' && plan.kind !== 'rewrite') throw new Error(`${file}: ${plan.kind}`);
      return { what: `${value} in a file with ${file}`, text: plan.text, entries };
    }),
  );
}
