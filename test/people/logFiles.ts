import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * VS Code writes its log files, and those of extensions, with a library that has a C++ part which isn't compiled here;
 * without it, no log files are written, silently. This replaces the compiled part.
 */
const standIn = `
const { appendFileSync } = require('node:fs');
const Module = require('node:module');
class Logger {
  constructor(_type, _name, file) {
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical']) {
      this[level] = (text) => appendFileSync(file, level + ' ' + text + '\\n');
    }
    for (const other of ['setLevel', 'setPattern', 'clearFormatters', 'flush', 'drop']) this[other] = () => undefined;
    this.getLevel = () => 2;
  }
}
const spdlog = { version: 0, setLevel() {}, setFlushOn() {}, Logger };
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'bindings' ? (name) => (name === 'spdlog' ? spdlog : load.call(this, request, ...rest)(name)) : load.call(this, request, ...rest);
};
`;

/** Writes into `folder` the script that a server preloads to have log files; returns its path. */
export async function logFilesScript(folder: string): Promise<string> {
  const file = join(folder, 'logFiles.cjs');
  await writeFile(file, standIn);
  return file;
}
