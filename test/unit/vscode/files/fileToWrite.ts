// A folder for each test, and the path of a `.env` in it.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FileToWrite {
  /** Above the folder; gone after the test with all that is in it. */
  readonly root: string;
  readonly folder: string;
  readonly path: string;
  /** Undefined where there is no file. */
  readonly read: () => Promise<string | undefined>;
}

/** Call it in a `describe`; `given` gets the places before each test. */
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
