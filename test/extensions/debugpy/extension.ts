// Replaces the Python debugger: starts a process with the arguments and environment of the configuration, as debugpy
// would start Python, and the process records what it got. If the settings name a Python, that one is started, and its
// result is recorded.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import * as vscode from 'vscode';

/** Runs in the process; its first argument is the file to append a line to. */
const WRITE_DOWN = `
  const [file, ...args] = process.argv.slice(1);
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(INSTAGRAM|STATUS)_/.test(name)));
  require('node:fs').appendFileSync(file, JSON.stringify({ args, env }) + '\\n');
`;

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory('debugpy', {
      createDebugAdapterDescriptor: (session) => new vscode.DebugAdapterInlineImplementation(new Adapter(session)),
    }),
  );
}

interface Request {
  readonly seq: number;
  readonly type: string;
  readonly command: string;
}

/** The parts of a launch configuration that it reads. */
interface Wanted {
  readonly module?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly envFile?: string;
}

class Adapter extends vscode.Disposable implements vscode.DebugAdapter {
  readonly #sent = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly onDidSendMessage = this.#sent.event;
  #count = 0;

  constructor(private readonly session: vscode.DebugSession) {
    super(() => {
      this.#sent.dispose();
    });
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    if (!isRequest(message)) return;
    const { seq, command } = message;
    this.#send({ type: 'response', request_seq: seq, command, success: true, body: {} });
    if (command === 'initialize') this.#send({ type: 'event', event: 'initialized' });
    if (command === 'launch') this.#launch();
  }

  #launch(): void {
    const { configuration, workspaceFolder } = this.session;
    const wanted = configuration as Wanted;
    const folder = workspaceFolder?.uri.fsPath ?? '';
    const python = vscode.workspace.getConfiguration('python').get<string>('defaultInterpreterPath', '');
    if (python === '') this.#record(wanted, folder);
    else this.#run(python, wanted, folder);
  }

  #record({ args = [], env = {}, envFile }: Wanted, folder: string): void {
    const received = join(folder, 'received.jsonl');
    const readEnvFile = envFile === undefined ? [] : [`--env-file=${envFile}`];
    const child = spawn(process.execPath, [...readEnvFile, '-e', WRITE_DOWN, '--', received, ...args], {
      env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    });
    child.once('close', () => {
      this.#send({ type: 'event', event: 'terminated' });
    });
  }

  #run(python: string, { module = '', args = [], env = {}, envFile }: Wanted, folder: string): void {
    const fromFile = envFile === undefined ? {} : parseEnv(readFileSync(envFile, 'utf8'));
    const child = spawn(python, ['-m', module, ...args], { cwd: folder, env: { ...process.env, ...fromFile, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString();
      });
    }
    child.once('close', (exitCode) => {
      appendFileSync(join(folder, 'ended.jsonl'), `${JSON.stringify({ exitCode, output })}\n`);
      this.#send({ type: 'event', event: 'terminated' });
    });
  }

  #send(message: object): void {
    this.#sent.fire({ seq: ++this.#count, ...message });
  }
}

function isRequest(message: vscode.DebugProtocolMessage): message is vscode.DebugProtocolMessage & Request {
  return 'type' in message && message.type === 'request' && 'seq' in message && 'command' in message;
}
