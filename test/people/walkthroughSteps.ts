// What a person does in the walkthrough, and what they see in its steps.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { eventually } from '../workbench/waiting';
import type { Desk } from './flow';

export const TITLE = 'Agoras: Instagram Credentials';
export const SIDEBAR = 'Walkthrough';
export const STEPS = ['link', 'app', 'token', 'exchange', 'account', 'page', 'flags', 'verified', 'written'] as const;

export type StepName = (typeof STEPS)[number];

export async function openTab({ workbench }: Desk): Promise<Frame> {
  await workbench.runCommand('Agoras: Open Credentials Walkthrough');
  const frame = await workbench.webviewFrame(TITLE);
  await frame.locator('#heading-link').waitFor();
  return frame;
}

/** The tab after a reload of the window: VS Code may restore a webview without the title it is usually found by. */
export async function restoredTab({ workbench }: Desk): Promise<Frame> {
  return eventually('the walkthrough in its tab', async () => {
    for (const frame of workbench.page.frames()) {
      // With a time limit: a frame that is being replaced may never answer.
      const appears = frame.locator('body.editor #walkthrough').waitFor({ timeout: 500 });
      if (await appears.then(() => true).catch(() => false)) return frame;
    }
    return undefined;
  });
}

/** Waits until a step shows this state: its class and, for a screen reader, its text. */
export async function expectState(frame: Frame, step: StepName, state: string): Promise<void> {
  await frame.locator(`#step-${step}.${state}`).waitFor();
}

/** Waits until a step shows this text about its checkmarks, whether it is open or not. */
export async function expectTally(frame: Frame, step: StepName, text: string): Promise<void> {
  await frame.locator(`#tally-${step}`, { hasText: new RegExp(`^${text}$`) }).waitFor({ state: 'attached' });
}

export async function isOpen(frame: Frame, step: StepName): Promise<boolean> {
  const isExpanded = (await frame.locator(`#heading-${step}`).getAttribute('aria-expanded')) === 'true';
  assert.equal(await frame.locator(`#body-${step}`).isVisible(), isExpanded, 'what is said is what is shown');
  return isExpanded;
}

export async function openSteps(frame: Frame): Promise<StepName[]> {
  const found: StepName[] = [];
  for (const step of STEPS) if (await isOpen(frame, step)) found.push(step);
  return found;
}

/** Waits until exactly these steps are open. */
export async function expectOpen(frame: Frame, steps: readonly StepName[]): Promise<void> {
  const wanted = steps.join(', ');
  await eventually(`${wanted} to be open`, async () => {
    const open = await openSteps(frame).catch(() => []);
    return open.join(', ') === wanted ? true : undefined;
  });
}

export function focused(frame: Frame): Promise<string> {
  return frame.evaluate<string>('document.hasFocus() ? document.activeElement.id : ""');
}

/** Presses Tab until the focus is there; returns the elements passed on the way. */
export async function tabTo({ workbench }: Desk, frame: Frame, id: string): Promise<string[]> {
  const came: string[] = [];
  while (came.at(-1) !== id) {
    if (came.length > 60) throw new Error(`Tab does not lead to ${id}: ${came.join(', ')}`);
    await workbench.press('Tab');
    const now = await focused(frame);
    if (now !== '') came.push(now);
  }
  return came;
}

/** Scrolls to the first element that matches. */
export async function show(frame: Frame, selector: string): Promise<void> {
  await frame.evaluate(`document.querySelector('${selector}').scrollIntoView()`);
}

/** The elements that are too wide, so that one would have to scroll sideways. */
export async function overflow(frame: Frame): Promise<string[]> {
  return frame.evaluate<string[]>(`
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getClientRects().length > 0 && !element.closest('.unseen'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120))`);
}

/** Texts in drawings that don't fit into the drawing and are cut off. */
export async function cutWords(frame: Frame): Promise<string[]> {
  return frame.evaluate<string[]>(`
    [...document.querySelectorAll('svg text')]
      .filter((text) => text.getClientRects().length > 0)
      .filter((text) => {
        const drawing = text.ownerSVGElement.getBoundingClientRect();
        const { left, right } = text.getBoundingClientRect();
        return left < drawing.left - 0.5 || right > drawing.right + 0.5;
      })
      .map((text) => text.textContent)`);
}
