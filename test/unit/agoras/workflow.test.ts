import assert from 'node:assert/strict';
import { definitionsFor } from '../../../src/agoras/flags';
import type { AgorasVersion, Target } from '../../../src/agoras/target';
import { workflowText } from '../../../src/agoras/workflow';

const WORDS = { name: 'Publish: "now"', heading: 'Start it.', text: 'Text', imageUrl: 'Image' };

const forInstagram = (version: AgorasVersion): Target => ({ version, networks: ['instagram'] });

describe('A workflow that publishes', () => {
  it('reads the secrets that were delivered, and asks for the post', () => {
    assert.equal(
      workflowText(forInstagram('1.x'), undefined, WORDS),
      `# Start it.
name: "Publish: \\"now\\""
on:
  workflow_dispatch:
    inputs:
      text:
        description: "Text"
        required: true
      image:
        description: "Image"
        required: true
permissions: {}
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: LuisAlejandro/agoras-actions@1.1.3
        with:
          network: instagram
          action: post
          instagram-access-token: \${{ secrets.INSTAGRAM_ACCESS_TOKEN }}
          instagram-object-id: \${{ secrets.INSTAGRAM_OBJECT_ID }}
          status-text: \${{ inputs.text }}
          status-image-url-1: \${{ inputs.image }}
`,
    );
  });

  it('gives Agoras 2.x its four, under the names of its action', () => {
    const text = workflowText(forInstagram('2.x'), undefined, WORDS);
    for (const { environment: name } of definitionsFor(forInstagram('2.x'))) {
      assert.ok(text.includes(`\${{ secrets.${name} }}`), name);
    }
    assert.match(text, /agoras-actions@2\.\d+\.\d+$/m);
    assert.match(text, /^ {10}instagram-refresh-token: /m);
    assert.match(text, /^ {10}image-1: /m);
  });

  it('publishes to Facebook where that is the network, with what that needs', () => {
    const text = workflowText({ version: '1.x', networks: ['facebook'] }, undefined, WORDS);
    assert.match(text, /^ {10}network: facebook$/m);
    assert.match(text, /^ {10}facebook-object-id: /m);
    assert.doesNotMatch(text, /instagram/);
  });

  it('runs in the environment whose secrets it reads, whatever its name', () => {
    assert.match(workflowText(forInstagram('1.x'), 'a: "b" # c', WORDS), /^ {4}environment: "a: \\"b\\" # c"$/m);
  });
});
