import { scanAssignments } from './dotenvSyntax';

/** Whether dotenvx encrypts the values of a `.env`, which is then meant to be committed. */
export function isEncryptedDotenv(text: string): boolean {
  for (const { key, value } of scanAssignments(text)) {
    if (/^DOTENV_PUBLIC_KEY(?:_|$)/.test(key) || value.startsWith('encrypted:')) return true;
  }
  return false;
}
