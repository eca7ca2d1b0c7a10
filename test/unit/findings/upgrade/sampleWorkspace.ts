// A workspace that publishes with Agoras 1.x in every possible way, with changes by its owner.
import type { DocumentKind } from '../../../../src/findings/documentKind';

const DOTENV = [
  '# mine',
  'OTHER=1',
  'INSTAGRAM_ACCESS_TOKEN=EAAold # from the guide',
  'INSTAGRAM_OBJECT_ID="17841400000000001"',
  '',
].join('\n');

const LAUNCH = `{
  // Mine, with a comment.
  "version": "0.2.0",
  "configurations": [
    {
      "name": "Post the cake",
      "type": "debugpy",
      "request": "launch",
      "module": "agoras.cli",
      "args": [
        "publish", "--network", "instagram", "--action", "post",
        "--status-text", "\${input:what}", // asked
        "--status-image-url-1", "https://example.com/cake.jpg"
      ],
      "envFile": "\${workspaceFolder}/.env",
      "justMyCode": false,
    },
    { "name": "Server", "type": "node", "request": "launch", "program": "server.js" }
  ],
  "inputs": [{ "id": "what", "type": "promptString", "description": "What?" }]
}
`;

const TASKS = `{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "post",
      "type": "shell",
      "command": "agoras",
      "args": ["publish", "--network", "instagram", "--action", "post", "--instagram-access-token", "\${env:INSTAGRAM_ACCESS_TOKEN}", "--status-text", "Cake", "--status-image-url-1", "https://example.com/cake.jpg"],
      "problemMatcher": [] // none
    },
    { "label": "build", "type": "npm", "script": "build" }
  ]
}
`;

const WORKFLOW = `name: Post
on:
  workflow_dispatch:
    inputs:
      text: { description: What, required: true }
jobs:
  post:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      # The cake of the day.
      - name: Post the cake
        uses: LuisAlejandro/agoras-actions@1.1.3
        with:
          network: instagram
          action: post
          instagram-access-token: \${{ secrets.INSTAGRAM_ACCESS_TOKEN }}
          instagram-object-id: \${{ secrets.INSTAGRAM_OBJECT_ID }} # mine
          status-text: \${{ inputs.text }}
          status-image-url-1: 'https://example.com/cake.jpg'
      - run: echo done
`;

const WORKFLOW_WITH_COMMANDS = `on: push
jobs:
  post:
    runs-on: ubuntu-latest
    steps:
      - run: pip install agoras==1.1.3 requests
      - name: Post
        run: |
          echo "posting"
          agoras publish --network instagram --action post \\
            --instagram-access-token "\${{ secrets.TOKEN }}" \\
            --status-text "Cake: today" --status-image-url-1 "$IMAGE"
        env:
          INSTAGRAM_ACCESS_TOKEN: \${{ secrets.TOKEN }}
          IMAGE: https://example.com/cake.jpg
`;

const SCRIPT = `#!/usr/bin/env bash
set -euo pipefail
cat <<'EOF'
Usage: agoras publish --network instagram
EOF
set -a; . ./.env; set +a
agoras publish --network instagram --action post --instagram-access-token "$INSTAGRAM_ACCESS_TOKEN" --status-text "$1" -i1 "$2"
echo "agoras publish is done"
`;

/** Each file with its kind. */
export const SAMPLE: Readonly<Record<string, { readonly kind: DocumentKind; readonly text: string }>> = {
  '.env': { kind: 'dotenv', text: DOTENV },
  '.vscode/launch.json': { kind: 'launch', text: LAUNCH },
  '.vscode/tasks.json': { kind: 'tasks', text: TASKS },
  '.github/workflows/post.yml': { kind: 'workflow', text: WORKFLOW },
  '.github/workflows/commands.yml': { kind: 'workflow', text: WORKFLOW_WITH_COMMANDS },
  'post.sh': { kind: 'script', text: SCRIPT },
};
