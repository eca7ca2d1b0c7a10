import assert from 'node:assert/strict';
import {
  accountIn,
  fieldsAskedBy,
  inputReference,
  refersToValue,
  valueInput,
} from '../../../src/agoras/valueReferences';

const ADA = '1.2';
const TOKEN_OF_ADA = valueInput('accessToken', ADA);

describe('What a launch configuration or task asks for', () => {
  it('is a value of the account in use, by the command', () => {
    assert.deepEqual(fieldsAskedBy({ env: { TOKEN: '${command:agoras.accessToken}' } }, undefined), [
      { field: 'accessToken' },
    ]);
  });

  it('is a value of the account that the input names', () => {
    const entry = { args: ['--token', `a ${inputReference(TOKEN_OF_ADA.id)} b`] };
    assert.deepEqual(fieldsAskedBy(entry, [TOKEN_OF_ADA]), [{ field: 'accessToken', account: ADA }]);
  });

  it('is told of an input of any id, for what counts is the command', () => {
    const input = { ...TOKEN_OF_ADA, id: 'mine' };
    assert.deepEqual(fieldsAskedBy('${input:mine}', [input]), [{ field: 'accessToken', account: ADA }]);
    assert.deepEqual(fieldsAskedBy('${input:mine}', [{ ...input, args: ['1.2'] }]), [{ field: 'accessToken' }]);
  });

  it('is each value once, in the order in which it is asked for, wherever that stands', () => {
    const entry = {
      command: 'echo ${command:agoras.objectId} ${command:agoras.clientId} ${command:agoras.objectId}',
      linux: { options: { env: { '${command:agoras.pageId}': 1 } } },
      args: [[inputReference(TOKEN_OF_ADA.id)], '${command:agoras.accessToken}'],
    };
    assert.deepEqual(fieldsAskedBy(entry, [TOKEN_OF_ADA]), [
      ...[{ field: 'objectId' }, { field: 'clientId' }, { field: 'pageId' }],
      ...[{ field: 'accessToken', account: ADA }, { field: 'accessToken' }],
    ]);
  });

  it('is what the last of the inputs with an id says, as it is for VS Code', () => {
    const inputs = [TOKEN_OF_ADA, { ...TOKEN_OF_ADA, args: { account: '1.3' } }];
    assert.deepEqual(fieldsAskedBy(inputReference(TOKEN_OF_ADA.id), inputs), [
      { field: 'accessToken', account: '1.3' },
    ]);
  });

  it('is also what an input refers to that it refers to, even in a circle', () => {
    const inputs = [
      { id: 'a', type: 'pickString', options: ['x', { value: '${input:b}' }] },
      { id: 'b', type: 'command', command: 'other.run', args: ['${command:agoras.clientSecret}', '${input:a}'] },
    ];
    assert.deepEqual(fieldsAskedBy('${input:a}', inputs), [{ field: 'clientSecret' }]);
  });

  it('is nothing where nothing of this extension is asked for, whatever the file holds', () => {
    const entry = [
      '${command:agoras.copyFlags}',
      '${command:other.accessToken}',
      '${input:none}',
      '${env:HOME}',
      null,
      1,
    ];
    for (const inputs of [undefined, null, {}, 'x', [null, 1, { id: 'none' }, { id: 'mine', type: 'command' }]]) {
      assert.deepEqual(fieldsAskedBy(entry, inputs), []);
    }
    assert.deepEqual(fieldsAskedBy('${input:a}', [{ id: 'a', type: 'promptString', command: 'agoras.pageId' }]), []);
  });
});

describe('A reference to a value', () => {
  it('is recognised in either way, as long as it is not replaced', () => {
    for (const text of ['${command:agoras.refreshToken}', `x${inputReference(TOKEN_OF_ADA.id)}y`]) {
      assert.ok(refersToValue(JSON.stringify({ env: { TOKEN: text } })), text);
    }
    for (const text of ['EAAx', '${input:agorasText}', '${command:agoras.openWalkthrough}', '${input:agoras.mine.1}']) {
      assert.ok(!refersToValue(text), text);
    }
  });

  it('names its account by the argument of the command, and by nothing else', () => {
    assert.equal(accountIn(TOKEN_OF_ADA.args), ADA);
    for (const other of [
      undefined,
      null,
      ADA,
      [ADA],
      { account: 1 },
      { accounts: ADA },
      { name: 'mine', account: ADA },
    ]) {
      assert.equal(accountIn(other), undefined);
    }
  });
});
