import assert from 'node:assert/strict';
import { ALL_TARGETS } from '../../../src/agoras/flags';
import type { AgorasVersion, Target } from '../../../src/agoras/target';
import { workflowText } from '../../../src/agoras/workflow';

const WORDS = {
  name: 'Publish: "now"',
  heading: 'Start it.',
  text: 'Text',
  imageUrl: 'Image',
  actionLimits: 'No quotes.',
};

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
      # No quotes.
      - uses: LuisAlejandro/agoras-actions@0aa89bebde206ac00db7b5d11468a4da8a7989a7 # 1.1.3
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

  it('installs Agoras 3.x by itself, whose action would drop quotes, and gives it the four', () => {
    assert.equal(
      workflowText(forInstagram('3.x'), undefined, WORDS).split('steps:\n')[1],
      `      - name: Install Agoras
        run: |
          python3 -m venv "$RUNNER_TEMP/agoras"
          "$RUNNER_TEMP/agoras/bin/pip" install agoras==3.0.0
          echo "$RUNNER_TEMP/agoras/bin" >> "$GITHUB_PATH"
      - name: Publish
        env:
          INSTAGRAM_OBJECT_ID: \${{ secrets.INSTAGRAM_OBJECT_ID }}
          INSTAGRAM_CLIENT_ID: \${{ secrets.INSTAGRAM_CLIENT_ID }}
          INSTAGRAM_CLIENT_SECRET: \${{ secrets.INSTAGRAM_CLIENT_SECRET }}
          INSTAGRAM_REFRESH_TOKEN: \${{ secrets.INSTAGRAM_REFRESH_TOKEN }}
          POST_TEXT: \${{ inputs.text }}
          POST_IMAGE: \${{ inputs.image }}
        run: |
          agoras instagram post --text="$POST_TEXT" --image-1="$POST_IMAGE"
`,
    );
    assert.match(
      workflowText(forInstagram('2.x'), undefined, WORDS),
      /^ {10}"\$RUNNER_TEMP\/agoras\/bin\/pip" install agoras==2\.\d+\.\d+$/m,
    );
  });

  it('never puts what was typed into the command itself', () => {
    for (const target of ALL_TARGETS) {
      const text = workflowText(target, undefined, WORDS);
      for (const line of text.split('\n').filter((one) => one.includes('inputs.'))) {
        assert.match(line, /^ {10}[\w-]+: \$\{\{ inputs\.(?:text|image) \}\}$/, line);
      }
    }
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
