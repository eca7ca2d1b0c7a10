// Which VS Code the tests use, and how the extension is loaded: the only place that reads the environment for it.
import { join } from 'node:path';
import { projectRoot } from './root';

/** The VS Code versions for the tests: the oldest that the manifest allows, and the newest that was tried. */
export const VSCODE_VERSIONS = ['1.100.3', '1.139.1'] as const;
export type VsCodeVersion = (typeof VSCODE_VERSIONS)[number];

/** For a run with an installed package: a VSIX (an absolute path), and the VS Code to install it in. */
export const VSIX_VARIABLE = 'AGORAS_TEST_VSIX';
export const VERSION_VARIABLE = 'AGORAS_TEST_VSCODE_VERSION';

const vsix = process.env[VSIX_VARIABLE];

export const vsCodeVersion = versionIn(process.env[VERSION_VARIABLE]);

/** The extension under test for the server: from its folder, as with F5, or installed as for a user. */
export const extensionUnderTest: { readonly extensionPaths: readonly string[]; readonly installedVsix?: string } =
  vsix === undefined ? { extensionPaths: [projectRoot] } : { extensionPaths: [], installedVsix: vsix };

/** Where screenshots are saved; those of an installed package don't overwrite those of the folder. */
export const screenshotsFolder = join(
  projectRoot,
  'out',
  'screenshots',
  ...(vsix === undefined ? [] : [`installed-${vsCodeVersion}`]),
);

function versionIn(wanted: string | undefined): VsCodeVersion {
  const [oldest] = VSCODE_VERSIONS;
  const known = VSCODE_VERSIONS.find((version) => version === (wanted ?? oldest));
  if (known !== undefined) return known;
  throw new Error(`${VERSION_VARIABLE} is "${String(wanted)}"; it can be one of ${VSCODE_VERSIONS.join(', ')}.`);
}
