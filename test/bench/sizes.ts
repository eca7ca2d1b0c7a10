// The download size, and what VS Code loads.
import { join } from 'node:path';
import { bytesWithoutPictures, MOST_BYTES_WITHOUT_PICTURES } from '../package/checks';
import { packageVsix } from '../package/vsix';
import { projectRoot } from '../workbench/root';
import type { Row } from './report';

const BUNDLES = [
  { file: 'extension.js', part: 'start-up', mostKilobytes: 16 },
  { file: 'main.js', part: 'main part', mostKilobytes: 290 },
  { file: 'sealedBox.js', part: 'cipher for GitHub', mostKilobytes: 48 },
  { file: 'webview/walkthrough.js', part: 'walkthrough', mostKilobytes: 32 },
] as const;

export async function measureSizes(): Promise<readonly Row[]> {
  const { files, packedBytes } = await packageVsix(join(projectRoot, 'out', 'package', 'bench.vsix'));
  return [
    {
      what: 'VSIX without pictures',
      measured: bytesWithoutPictures(packedBytes) / 1024,
      unit: 'KB',
      bar: { atMost: MOST_BYTES_WITHOUT_PICTURES / 1024 },
    },
    ...BUNDLES.map(({ file, part, mostKilobytes }): Row => ({
      what: `bundle of the ${part}`,
      measured: (files.get(`extension/dist/${file}`)?.length ?? Number.NaN) / 1024,
      unit: 'KB',
      bar: { atMost: mostKilobytes },
    })),
  ];
}
