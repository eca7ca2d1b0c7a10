// The licences of everything that the bundles hold: their texts ship with it.
import { readdir, readFile } from 'node:fs/promises';

/** The text of THIRD-PARTY-NOTICES.txt, from what esbuild says of each bundle. */
export async function noticesFor(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const notices = await Promise.all([...folders].sort().map(noticeOf));
  const heading = 'Agoras Credentials contains the following packages.';
  return `${[heading, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const files = await readdir(folder);
  const read = async (pattern) => {
    const file = files.find((candidate) => pattern.test(candidate));
    return file === undefined ? undefined : await readFile(`${folder}/${file}`, 'utf8');
  };
  const text =
    (await read(/^licen[cs]e/i)) ?? licenceIn(await read(/^readme/i)) ?? (await standardText(license, author));
  if (text === undefined) throw new Error(`${name} does not say under which licence it comes, or whose it is.`);
  return `${name} ${version} (${license})\n\n${text.trim()}`;
}

/** Some packages have their licence as the last chapter of what they say of themselves. */
function licenceIn(readme = '') {
  const chapter = /^#* *licen[cs]e\n(?:-+\n)?([^]*)/im.exec(readme)?.[1] ?? '';
  if (!chapter.includes('Copyright')) return undefined;
  const withoutLinks = chapter.replaceAll(/^\[[^\]]+\]: .*$/gm, '');
  return withoutLinks.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

/** Others only name it: then it is the standard text, with their author as the holder of the copyright. */
async function standardText(license, author) {
  const holder = typeof author === 'string' ? author : author?.name;
  if (license === undefined || holder === undefined) return undefined;
  const { licenseText } = JSON.parse(await readFile(`node_modules/spdx-license-list/licenses/${license}.json`, 'utf8'));
  return licenseText.replace('<year> <copyright holders>', holder);
}
