// `npm run docs`: rewrites the page of messages and the pictures of the Welcome page.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MESSAGES_PAGE, messagesPage } from './messages';
import { PICTURES } from './pictures';

const files = { [MESSAGES_PAGE]: await messagesPage(), ...PICTURES };
for (const [file, text] of Object.entries(files)) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
