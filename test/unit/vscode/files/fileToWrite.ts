// A folder for each test, with the path of a `.env` in it.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FileToWrite {
  /** The parent of the folder; removed after the test with everything in it. */
  readonly root: string;
  readonly folder: string;
  readonly path: string;
  /** Undefined if there is no file. */
  readonly read: () => Promise<string | undefined>;
}

/** Call this in a `describe`; `given` receives the paths before each test. */
export function eachWithAFileToWrite(given: (file: FileToWrite) => void): void {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'agoras-change-'));
    const folder = join(root, 'project');
    await mkdir(folder);
    const path = join(folder, '.env');
    given({ root, folder, path, read: () => readFile(path, 'utf8').catch(() => undefined) });
  });
  afterEach(() => rm(root, { recursive: true }));
}
