// What a browser does with the dialog's address, for tests without a browser.
import assert from 'node:assert/strict';
import type { SignInAddress } from '../../../src/base/secret';

/** Opens the dialog and presses a button; returns the address that the browser is redirected to. */
export async function visitDialog(address: SignInAddress, button: 'Continue' | 'Not now' = 'Continue'): Promise<URL> {
  const url = address.reveal();
  const dialog = await (await fetch(url)).text();
  const value = new RegExp(`name="answer" value="(\\w+)">${button}<`).exec(dialog)?.[1];
  assert.ok(value !== undefined, dialog);
  const left = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: value }), redirect: 'manual' });
  assert.equal(left.status, 302);
  return new URL(left.headers.get('location') ?? '');
}
