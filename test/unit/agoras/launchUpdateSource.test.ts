import { ENV_FILE } from '../edits/json/launchFiles';
import { ACCESS_TOKEN, NAME, OBJECT_ID, itEach, type Case } from './launchUpdates';

const envFile = { kind: 'envFile', path: ENV_FILE } as const;

describe('Where a launch configuration takes the values from', () => {
  const program = (rest: string): string => `{ ${NAME}, "program": "x"${rest} }`;
  const cases: readonly Case[] = [
    [
      'changes to a .env when that is chosen',
      program(`, "env": { ${ACCESS_TOKEN}, ${OBJECT_ID}, "A": "b" }`),
      { source: envFile },
      program(`, "envFile": "${ENV_FILE}", "env": { "A": "b" }`),
    ],
    [
      'changes to VS Code when that is chosen',
      program(`, "envFile": "${ENV_FILE}"`),
      {},
      program(`, "env": {${ACCESS_TOKEN.replace(': ', ':')},${OBJECT_ID.replace(': ', ':')}}`),
    ],
    [
      'stays a .env in another place, where a person has put it',
      program(', "envFile": "${workspaceFolder}/secrets/.env"'),
      { source: envFile },
      program(', "envFile": "${workspaceFolder}/secrets/.env"'),
    ],
    [
      'leaves a .env with other variables beside it',
      program(`, "envFile": "${ENV_FILE}", "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
      {},
      program(`, "envFile": "${ENV_FILE}", "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
    ],
    [
      'stays VS Code when the version changes, whatever was written last',
      program(`, "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
      { version: '1.x', source: envFile, keepsSource: true },
      program(`, "env": { ${ACCESS_TOKEN}, ${OBJECT_ID} }`),
    ],
    [
      'stays a .env when the version changes, whatever was written last',
      program(', "envFile": "x"'),
      { version: '3.x', keepsSource: true },
      program(', "envFile": "x"'),
    ],
    [
      'is what was written last where the configuration says nothing',
      program(''),
      { source: envFile, keepsSource: true },
      program(''),
    ],
    [
      'lets a person set a value of their own beside a .env',
      program(`, "envFile": "x", "env": { "INSTAGRAM_OBJECT_ID": "17", "INSTAGRAM_CLIENT_ID": "1" }`),
      { source: envFile },
      program(`, "envFile": "x", "env": { "INSTAGRAM_OBJECT_ID": "17" }`),
    ],
    [
      'leaves the comments behind that are among the variables',
      program(`, "env": { /* from VS Code */ ${ACCESS_TOKEN} }`),
      { source: envFile },
      program(`, "envFile": "${ENV_FILE}", "env": { /* from VS Code */ }`),
    ],
  ];
  itEach(cases);
});
