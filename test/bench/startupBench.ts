// How long VS Code takes to activate this extension, beside its own built-in ones, in the same windows.
import { openWorkbench } from '../workbench/workbench';
import { eventually } from '../workbench/waiting';

const RUNS = 10;
const OURS = 'agoras-credentials';

export interface ActivationTime {
  readonly extension: string;
  /** Milliseconds: loading the code and calling `activate`, as VS Code measures it. */
  readonly median: number;
}

/** Medians over several starts of a window. The extension has to be built for production. */
export async function measureActivation(): Promise<ActivationTime[]> {
  const workbench = await openWorkbench();
  const times = new Map<string, number[]>();
  try {
    for (let run = 0; run < RUNS; run++) {
      if (run > 0) await workbench.reload();
      await workbench.runCommand('Developer: Show Running Extensions');
      const rows = await eventually('our extension to be active', async () => {
        const texts = await workbench.page.locator('.runtime-extensions-editor .monaco-list-row').allInnerTexts();
        return texts.some((text) => text.includes(OURS) && /Activation: \d/.test(text)) ? texts : undefined;
      });
      for (const text of rows) {
        const [name = ''] = text.split('\n');
        const time = /Activation: (\d+)ms/.exec(text)?.[1];
        if (time !== undefined) times.set(name.trim(), [...(times.get(name.trim()) ?? []), Number(time)]);
      }
    }
  } finally {
    await workbench.close();
  }
  return [...times].map(([extension, all]) => ({ extension, median: median(all) }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
