import type { Package } from './vsix';

/** The parts of the manifest that the registry reads. */
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly license?: string;
  readonly icon?: string;
  readonly qna?: string;
  readonly homepage?: string;
  readonly keywords?: readonly string[];
  readonly categories?: readonly string[];
  readonly repository?: { readonly url?: string };
  readonly bugs?: { readonly url?: string };
  readonly galleryBanner?: { readonly color?: string; readonly theme?: string };
}

/** The limits of the registry's server: see ExtensionValidator in the source code of Eclipse Open VSX. */
const NAME = /^[\w+$~-]+$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const MOST_CHARACTERS = 255;
const MOST_OF_DESCRIPTION = 2048;
const MOST_OF_COLOUR = 16;
const UNWELCOME = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/u;

/** Why Open VSX would refuse the package, or publish it without license, icon, readme or changelog. */
export function problemsForOpenVsx({ files }: Package): string[] {
  const read = (name: string) => files.get(name)?.toString() ?? '';
  const manifest = JSON.parse(read('extension/package.json')) as Manifest;
  const envelope = read('extension.vsixmanifest');
  const element = (name: string) => new RegExp(`<${name}[^>]*>([^<]*)</${name}>`).exec(envelope)?.[1] ?? '';
  const { publisher, name, version, license, icon, qna, homepage, repository, bugs, galleryBanner } = manifest;

  const texts: readonly (readonly [string, string | undefined, number])[] = [
    ['publisher', publisher, MOST_CHARACTERS],
    ['name', name, MOST_CHARACTERS],
    ['display name', element('DisplayName'), MOST_CHARACTERS],
    ['description', element('Description'), MOST_OF_DESCRIPTION],
    ['license', license, MOST_CHARACTERS],
    ['colour', galleryBanner?.color, MOST_OF_COLOUR],
    ...[...(manifest.keywords ?? []), ...(manifest.categories ?? [])].map(
      (word) => ['keyword or category', word, MOST_CHARACTERS] as const,
    ),
  ];
  const addresses = { homepage, repository: repository?.url, bugs: bugs?.url, qna };
  const assets = [element('License'), ...[...envelope.matchAll(/<Asset [^>]*Path="([^"]+)"/g)].map(([, path]) => path)];
  return [
    ...[publisher, name].filter((id) => !NAME.test(id)).map((id) => `${id} is no name`),
    ...(VERSION.test(version) ? [] : [`${version} is no version`]),
    ...texts.filter(([, text, most]) => !fits(text, most)).map(([field, text]) => `${field}: ${String(text)}`),
    ...Object.entries(addresses)
      .filter(([, address]) => !(URL.canParse(address ?? '') && fits(address, MOST_CHARACTERS)))
      .map(([field, address]) => `${field}: ${String(address)} is no address`),
    ...(['dark', 'light'].includes(galleryBanner?.theme ?? '') ? [] : ['the theme of the banner']),
    ...['Content.Details', 'Content.Changelog', 'Content.License', 'Icons.Default']
      .filter((asset) => !envelope.includes(`Microsoft.VisualStudio.Services.${asset}`))
      .map((asset) => `nothing is named as ${asset}`),
    ...[...assets, `extension/${String(icon)}`]
      .filter((path) => !files.has(path ?? ''))
      .map((path) => `${String(path)} is missing`),
  ];
}

function fits(text: string | undefined, most: number): boolean {
  return text !== undefined && text !== '' && text.length <= most && !UNWELCOME.test(text);
}
