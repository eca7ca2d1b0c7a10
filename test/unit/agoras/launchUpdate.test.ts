import assert from 'node:assert/strict';
import { NETWORKS } from '../../../src/agoras/target';
import { ACCESS_TOKEN, IN_LINE, NAME, OBJECT_ID, OF_3X, itEach, type Case, updated } from './launchUpdates';

const MINE_1X = `
    { // posts the news
      ${NAME},
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli", // of the old one
      "args": [
        "publish", // say it
        "--network", "instagram",
        "--action", "post",
        // always the same
        "--status-text=Good\\u0020morning, “caf\\u00e9” --status-text", /* every day */
        "--status-image-url-1", "https://example.org/a.jpg", // our logo
        "--loglevel", "debug", // louder
        "--instagram-object-id", "\${input:agoras.objectId.1.2}"
      ],
      "console": "integratedTerminal", // I want to see it
      "env": {
        "PYTHONPATH": "lib", // ours
        ${ACCESS_TOKEN}
      },
      "cwd": "\${workspaceFolder}/tools"
    }`;

const MINE_3X = `
    { // posts the news
      ${NAME},
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli.main", // of the old one
      "args": [
        // say it
        "instagram",
        "post",
        // always the same
        "--text=Good\\u0020morning, “caf\\u00e9” --status-text", /* every day */
        "--image-1", "https://example.org/a.jpg", // our logo
        "--loglevel", "debug" // louder
      ],
      "console": "integratedTerminal", // I want to see it
      "env": {
        "PYTHONPATH": "lib", // ours
        ${OF_3X.join(',\n        ')}
      },
      "cwd": "\${workspaceFolder}/tools"
    }`;

describe('A launch configuration that a person has made their own', () => {
  it('stays as it is when it is written again', () => {
    assert.equal(updated(MINE_1X), MINE_1X);
    assert.equal(updated(MINE_3X, { version: '3.x' }), MINE_3X);
    assert.equal(updated(MINE_3X, { version: '2.x' }), MINE_3X);
  });

  it('keeps text, picture, arguments, console, variables and comments when the version of Agoras changes', () => {
    assert.equal(updated(MINE_1X, { version: '3.x' }), MINE_3X);
  });

  it('and when it changes back', () => {
    const back = MINE_1X.replace(
      '"publish", // say it\n        "--network", ',
      '"publish",\n        "--network",\n        // say it\n        ',
    )
      .replace('"--action", ', '"--action",\n        ')
      .replace('"--instagram-object-id", ', '"--instagram-object-id",\n        ');
    assert.equal(updated(MINE_3X), back);
    assert.equal(updated(back, { version: '3.x' }), MINE_3X);
  });

  it('gets the values of another network where one is added, and loses them where it is taken out', () => {
    const both = updated(MINE_1X, { networks: NETWORKS });
    assert.equal(
      both,
      MINE_1X.replace(
        '"${input:agoras.objectId.1.2}"\n',
        '"${input:agoras.objectId.1.2}", "--facebook-object-id", "${input:agoras.pageId.1.2}"\n',
      ).replace(
        `${ACCESS_TOKEN}\n`,
        `${ACCESS_TOKEN},\n        "FACEBOOK_ACCESS_TOKEN": "\${input:agoras.accessToken.1.2}"\n`,
      ),
    );
    assert.equal(updated(both), MINE_1X);
  });

  const one = (args: string, rest = ''): string =>
    `{ ${NAME}, "type": "debugpy", "module": "agoras.cli", ${args}${rest} }`;
  const main = (args: string, rest = ''): string => one(args, rest).replace('agoras.cli', 'agoras.cli.main');
  const token = `, "env": { ${ACCESS_TOKEN} }`;
  const cases: readonly Case[] = [
    [
      'has the words in another order, or the short ones',
      one('"args": ["-v", "publish", "-st", "Hi", "-a", "post", "-n=instagram", "-i2=x", "-io", "1", "-it=2"]'),
      { version: '3.x' },
      main(`"args": ["-v", "instagram", "post", "--text", "Hi", "--image-2=x"]`, `, "env": {${IN_LINE}}`),
    ],
    [
      'has kept the short names, which Agoras 1.x takes as well',
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "-st", "Hi", "-io", "${input:agoras.objectId.1.2}"]',
        token,
      ),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "-st", "Hi", "-io", "${input:agoras.objectId.1.2}"]',
        token,
      ),
    ],
    [
      'asks a question of its own: it gets the answer as one word, which may begin with a dash',
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "--status-text", "${input:mine}", "-io=${input:agoras.objectId.1.2}"]',
        token,
      ),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "--status-text=${input:mine}", "-io=${input:agoras.objectId.1.2}"]',
        token,
      ),
    ],
    [
      'gives the token as a flag: it becomes a variable, and no other user of the computer sees it',
      one('"args": ["publish", "-n", "instagram", "-a", "post", "-it", "1", /* id */ "--instagram-object-id=17"]'),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", /* id */ "--instagram-object-id", "${input:agoras.objectId.1.2}"], "env": {"INSTAGRAM_ACCESS_TOKEN":"${input:agoras.accessToken.1.2}"}',
      ),
    ],
    [
      'is for an Agoras below 1.1.3 now, which reads no variable',
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "-io", "${input:agoras.objectId.1.2}", "-v"]',
        ', "env": { "A": "b", "INSTAGRAM_ACCESS_TOKEN": "1" }',
      ),
      { readsFlagsOnly: true },
      one(
        '"args": ["publish", "-n", "instagram", "-a", "post", "--instagram-access-token", "${input:agoras.accessToken.1.2}", "-io", "${input:agoras.objectId.1.2}", "-v"]',
        ', "env": { "A": "b" }',
      ),
    ],
    [
      'names another network: that is not ours to judge',
      one('"args": ["publish", "--network", "twitter", "--action", "post"]'),
      { version: '3.x' },
      main('"args": ["twitter", "post"]', `, "env": {${IN_LINE}}`),
    ],
    [
      'does something else than to post: its arguments stay, and the values come as variables',
      one('"args": ["publish", "-n", "instagram", "-a", "like"]'),
      {},
      one(
        '"args": ["publish", "-n", "instagram", "-a", "like"]',
        `, "env": {${[ACCESS_TOKEN, OBJECT_ID].join(',').replaceAll(': ', ':')}}`,
      ),
    ],
    [
      'starts a program instead of a module: only the variables change',
      `{ ${NAME}, "type": "debugpy", "program": "post.py", "args": ["-it", "x"], "env": { ${ACCESS_TOKEN}, "A": "b" } }`,
      { version: '3.x' },
      `{ ${NAME}, "type": "debugpy", "program": "post.py", "args": ["-it", "x"], "env": { "A": "b", ${OF_3X.join(', ')} } }`,
    ],
    [
      'has a type that nobody here knows',
      `{ ${NAME}, "type": "pwa-x", "module": "agoras.cli", "args": ["publish", "-n", "instagram", "-a", "post"] }`,
      {},
      `{ ${NAME}, "type": "pwa-x", "module": "agoras.cli", "args": ["publish", "-n", "instagram", "-a", "post"], "env": {${[ACCESS_TOKEN, OBJECT_ID].join(',').replaceAll(': ', ':')}} }`,
    ],
    [
      'has the type that the Python debugger had before',
      one('"args": ["publish", "-n", "instagram", "-a", "post"]').replace('debugpy', 'python'),
      { version: '3.x' },
      main('"args": ["instagram", "post"]', `, "env": {${IN_LINE}}`).replace('debugpy', 'python'),
    ],
    [
      'takes its arguments from elsewhere',
      one('"args": "${command:pickArgs}"'),
      { version: '3.x' },
      main('"args": "${command:pickArgs}"', `, "env": {${IN_LINE}}`),
    ],
  ];
  itEach(cases);
});
