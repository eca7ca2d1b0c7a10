// One of several windows that write to the same `.env` at once. Arguments: path, name, number of keys to set.
import { planDotenv } from '../../../../../src/edits/dotenv/dotenvPlan';
import { changeFile } from '../../../../../src/vscode/files/fileChange';

const [path = '', name = '', count = ''] = process.argv.slice(2);
for (let index = 0; index < Number(count); index++) {
  const entry = { key: `${name}_${String(index)}`, value: `value_${String(index)}` };
  const changed = await changeFile(path, (text) => planDotenv(text, [entry], `Written by ${name}`), { mode: 0o600 });
  if (!changed.ok) {
    console.error(JSON.stringify(changed.error));
    process.exit(1);
  }
}
