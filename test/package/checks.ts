import { homedir, tmpdir } from 'node:os';
import { projectRoot } from '../workbench/root';
import { BUNDLED, CONTENTS } from './contents';
import { problemsForOpenVsx } from './openVsx';
import type { Package } from './vsix';

export interface PackageCheck {
  /** What is true if there are no problems. */
  readonly title: string;
  readonly problems: (vsix: Package) => readonly string[];
}

export const MOST_BYTES_WITHOUT_PICTURES = 300 * 1024;

/** What must be true of a VSIX before it is published. */
export const PACKAGE_CHECKS: readonly PackageCheck[] = [
  {
    title: 'was made without a warning',
    problems: ({ printed }) => printed.split('\n').filter((line) => /\b(?:WARNING|WARN|ERROR)\b/.test(line)),
  },
  {
    title: 'holds exactly what is meant to be in it',
    problems: ({ files }) => [
      ...[...files.keys()].filter((name) => !CONTENTS.includes(name)).map((name) => `${name} is not meant to be in it`),
      ...CONTENTS.filter((name) => !files.has(name)).map((name) => `${name} is missing`),
    ],
  },
  {
    title: 'holds every file that the manifest names',
    problems: (vsix) =>
      pathsIn(JSON.parse(textOf(vsix, 'extension/package.json')))
        .filter((path) => ![...vsix.files.keys()].some((name) => `${name}/`.startsWith(`extension/${path}/`)))
        .map((path) => `${path} is missing`),
  },
  {
    title: 'says in its pages only addresses that lead somewhere from anywhere',
    problems: (vsix) =>
      [...vsix.files.keys()]
        .filter((name) => name.endsWith('.md'))
        .flatMap((name) => relativeAddresses(textOf(vsix, name)).map((address) => `${address} in ${name}`)),
  },
  {
    title: 'takes 300 KB at most without its pictures',
    problems: ({ packedBytes }) => {
      const bytes = bytesWithoutPictures(packedBytes);
      return bytes <= MOST_BYTES_WITHOUT_PICTURES ? [] : [`${bytes} bytes`];
    },
  },
  {
    title: 'tells the licence of everything of others that is in it, with its text',
    problems: (vsix) => {
      // The last section says which tool wrote the notices.
      const notices = textOf(vsix, 'extension/dist/THIRD-PARTY-NOTICES.txt').split('\n\n-----------\n\n').slice(0, -1);
      const told = notices.flatMap((notice) => [...notice.matchAll(TOLD)].map(([, name = '']) => name));
      const bundled = [...BUNDLED.asked, ...BUNDLED.brought];
      return [
        ...bundled.filter((name) => !told.includes(name)).map((name) => `${name} is not in it`),
        ...told.filter((name) => !bundled.includes(name)).map((name) => `${name} is not meant to be in it`),
        ...notices.filter((notice) => !LICENCE_TEXTS.some((text) => text.test(notice))),
      ];
    },
  },
  {
    title: 'names nothing of the machine that made it',
    problems: ({ files }) =>
      [...files].flatMap(([name, bytes]) =>
        [projectRoot, homedir(), `${tmpdir()}/`, 'sourceMappingURL']
          .filter((text) => text.length > 3 && bytes.includes(text))
          .map((text) => `${text} in ${name}`),
      ),
  },
  { title: 'is what Open VSX takes', problems: (vsix) => problemsForOpenVsx(vsix) },
];

export function bytesWithoutPictures(packedBytes: Package['packedBytes']): number {
  return [...packedBytes].reduce((sum, [name, size]) => sum + (name.endsWith('.png') ? 0 : size), 0);
}

function textOf({ files }: Package, name: string): string {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`${name} is missing.`);
  return bytes.toString();
}

/** All strings in a manifest that are paths in the package. */
function pathsIn(manifest: unknown): string[] {
  if (typeof manifest === 'string') return (/^(?:\.\/)?((?:dist|l10n|media)\b[\w./-]*)$/.exec(manifest) ?? []).slice(1);
  return typeof manifest === 'object' && manifest !== null ? Object.values(manifest).flatMap(pathsIn) : [];
}

function relativeAddresses(page: string): string[] {
  const addresses = [...page.matchAll(/\]\(([^)]+)\)/g), ...page.matchAll(/(?:src|srcset|href)="([^"]+)"/g)];
  return addresses.map(([, address = '']) => address).filter((address) => !/^https:\/\/|^#/.test(address));
}

/** How a notice names each package with the same license text. */
const TOLD = /^ - (\S+)@\d+\.\d+\.\d+$/gm;

/** The texts of licenses that allow redistribution. */
const LICENCE_TEXTS: readonly RegExp[] = [
  /following license:\n\n[^]*Copyright[^]*Permission is hereby granted[^]*THE SOFTWARE/,
  // Public domain.
  /following license:\n\nThis is free and unencumbered software released into the public domain[^]*THE SOFTWARE/,
];
