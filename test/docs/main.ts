// `npm run docs`: writes the page of messages anew.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MESSAGES_PAGE, messagesPage } from './messages';

await mkdir(dirname(MESSAGES_PAGE), { recursive: true });
await writeFile(MESSAGES_PAGE, await messagesPage());
