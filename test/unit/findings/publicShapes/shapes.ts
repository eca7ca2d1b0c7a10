// Typical files of public projects without Agoras: their parts, and many combinations of them.

/** Parts of a `.env`. Some are for a login with Facebook, or for showing Instagram pictures: that isn't Agoras. */
const DOTENV_PARTS = [
  'NODE_ENV=development\nPORT=3000\nHOST=0.0.0.0\n',
  'DATABASE_URL="postgresql://ada:pass@localhost:5432/shop?schema=public"\n',
  'APP_NAME=Laravel\nAPP_ENV=local\nAPP_KEY=base64:wJ2T0rZkq3zv0mYp7J0Kc1o4d8eYv6bQ0Gx9mJ1rT5s=\nAPP_DEBUG=true\nAPP_URL=http://localhost\n',
  'DB_CONNECTION=mysql\nDB_HOST=127.0.0.1\nDB_PORT=3306\nDB_DATABASE=laravel\nDB_USERNAME=root\nDB_PASSWORD=\n',
  'DJANGO_SECRET_KEY="django-insecure-4&k)2^x#"\nDJANGO_ALLOWED_HOSTS=localhost,127.0.0.1\nDEBUG=True\n',
  'NEXTAUTH_URL=http://localhost:3000\nNEXTAUTH_SECRET=9f86d081884c7d659a2feaa0c55ad015\n',
  'FACEBOOK_CLIENT_ID=1234567890123456\nFACEBOOK_CLIENT_SECRET=0123456789abcdef0123456789abcdef\n',
  'FACEBOOK_APP_ID=1234567890123456\nFACEBOOK_APP_SECRET=0123456789abcdef0123456789abcdef\nFACEBOOK_CALLBACK_URL=/auth/facebook/callback\n',
  'INSTAGRAM_CLIENT_ID=1234567890123456\nINSTAGRAM_CLIENT_SECRET=0123456789abcdef0123456789abcdef\nINSTAGRAM_REDIRECT_URI=https://example.org/callback\n',
  'GATSBY_INSTAGRAM_USERNAME=ada\nINSTAGRAM_USER_ID=42\n',
  'VITE_FACEBOOK_PIXEL_ID=1029384756\nVITE_INSTAGRAM_URL="https://www.instagram.com/ada"\n',
  'FACEBOOK_PAGE_ID=1029384756\nFACEBOOK_VERIFY_TOKEN=let-me-in\n',
  'SUPABASE_URL=https://abcdefghij.supabase.co\nSUPABASE_ANON_KEY=eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl\n',
  'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\nAWS_REGION=eu-west-1\n',
  'STRIPE_SECRET_KEY=sk_test_example\nSTRIPE_WEBHOOK_SECRET=whsec_example\n',
  'GOOGLE_CLIENT_ID=1-a.apps.googleusercontent.com\nGOOGLE_CLIENT_SECRET=GOCSPX-example\n',
  'TWITTER_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAA\nTWITTER_CONSUMER_KEY=abc\nTWITTER_OAUTH_TOKEN=def\n',
  'export PATH="$HOME/.local/bin:$PATH"\nexport EDITOR=vim\n',
  '# Copy this file to .env and fill it in\nSMTP_HOST=\nSMTP_USER=\nSMTP_PASSWORD=\n',
  "PRIVATE_KEY='-----BEGIN RSA PRIVATE KEY-----\nMIIEexample\n-----END RSA PRIVATE KEY-----'\n",
  'COMPOSE_PROJECT_NAME=shop\nCOMPOSE_FILE=docker-compose.yml:docker-compose.dev.yml\n',
  'WORDPRESS_DB_HOST=db\nWORDPRESS_TABLE_PREFIX=wp_\nMYSQL_ROOT_PASSWORD=root\n',
  'REDIS_URL=redis://:pass@localhost:6379/0\r\nCACHE_TTL=300\r\n',
  'SENTRY_DSN=https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1 # errors\n',
  'RAILS_MASTER_KEY=0123456789abcdef0123456789abcdef\nSECRET_KEY_BASE=fedcba\n',
];

/** Configurations of a launch.json. */
const LAUNCH_PARTS: readonly object[] = [
  {
    type: 'node',
    request: 'launch',
    name: 'Launch Program',
    skipFiles: ['<node_internals>/**'],
    program: '${workspaceFolder}/index.js',
  },
  { type: 'node', request: 'attach', name: 'Attach', port: 9229, restart: true },
  {
    name: 'Python: Current File',
    type: 'debugpy',
    request: 'launch',
    program: '${file}',
    console: 'integratedTerminal',
  },
  {
    name: 'Python: Django',
    type: 'debugpy',
    request: 'launch',
    program: '${workspaceFolder}/manage.py',
    args: ['runserver', '--noreload'],
    django: true,
  },
  {
    name: 'Flask',
    type: 'python',
    request: 'launch',
    module: 'flask',
    env: { FLASK_APP: 'app.py', FLASK_DEBUG: '1' },
    args: ['run'],
  },
  { name: 'pytest', type: 'debugpy', request: 'launch', module: 'pytest', args: ['-k', '${input:expression}'] },
  {
    name: 'uvicorn',
    type: 'debugpy',
    request: 'launch',
    module: 'uvicorn',
    args: ['app:app', '--reload'],
    envFile: '${workspaceFolder}/.env',
  },
  { name: 'Publish', type: 'debugpy', request: 'launch', module: 'poetry', args: ['publish', '--build'] },
  { name: 'Commit', type: 'node-terminal', request: 'launch', command: 'git commit --message "${input:text}"' },
  { name: 'Say it', type: 'node-terminal', request: 'launch', command: 'npx cowsay --text ${input:text}' },
  { name: 'npm publish', type: 'node-terminal', request: 'launch', command: 'npm publish --access public' },
  { name: 'Chrome', type: 'chrome', request: 'launch', url: 'http://localhost:3000', webRoot: '${workspaceFolder}' },
  {
    name: 'Run Extension',
    type: 'extensionHost',
    request: 'launch',
    args: ['--extensionDevelopmentPath=${workspaceFolder}'],
    outFiles: ['${workspaceFolder}/out/**/*.js'],
    preLaunchTask: '${defaultBuildTask}',
  },
  {
    name: 'Launch Package',
    type: 'go',
    request: 'launch',
    mode: 'auto',
    program: '${fileDirname}',
    env: { GOFLAGS: '-mod=vendor' },
  },
  {
    name: 'C++',
    type: 'cppdbg',
    request: 'launch',
    program: '${workspaceFolder}/a.out',
    MIMode: 'gdb',
    setupCommands: [{ text: '-enable-pretty-printing', ignoreFailures: true }],
  },
  { name: 'Java', type: 'java', request: 'launch', mainClass: 'com.example.Main' },
  {
    name: '.NET',
    type: 'coreclr',
    request: 'launch',
    program: '${workspaceFolder}/bin/Debug/net8.0/app.dll',
    env: { ASPNETCORE_ENVIRONMENT: 'Development' },
  },
  {
    name: 'Login with Facebook',
    type: 'node',
    request: 'launch',
    program: 'server.js',
    env: { FACEBOOK_CLIENT_ID: '1234567890123456', FACEBOOK_APP_SECRET: '${env:FACEBOOK_APP_SECRET}' },
  },
  {
    name: 'Feed',
    type: 'node',
    request: 'launch',
    runtimeExecutable: 'npm',
    runtimeArgs: ['run', 'instagram-feed'],
    env: { INSTAGRAM_USER: 'ada' },
  },
];

const TASK_PARTS: readonly object[] = [
  {
    type: 'npm',
    script: 'watch',
    problemMatcher: '$tsc-watch',
    isBackground: true,
    group: { kind: 'build', isDefault: true },
  },
  { label: 'build', type: 'shell', command: 'make', args: ['-j4'] },
  { label: 'test', type: 'process', command: 'pytest', args: ['-q', '--text', '${input:text}'] },
  { label: 'publish', type: 'shell', command: 'npm publish && git push --tags' },
  { label: 'compose', type: 'docker-compose', dockerCompose: { up: { detached: true } } },
  {
    label: 'post',
    type: 'shell',
    command: 'curl',
    args: ['-d', 'text=${input:text}', 'https://example.org/instagram/post'],
  },
  {
    label: 'facebook',
    type: 'shell',
    command: 'php artisan facebook:sync',
    options: { env: { FACEBOOK_PAGE: 'ada' } },
  },
  { label: 'all', dependsOn: ['build', 'test'], dependsOrder: 'sequence' },
];

/** Steps of a workflow, each with its indentation below `steps:`. */
const STEP_PARTS = [
  '      - uses: actions/checkout@v4\n        with:\n          fetch-depth: 0\n',
  '      - uses: actions/setup-node@v4\n        with:\n          node-version: 20\n          cache: npm\n',
  '      - run: npm ci\n      - run: npm test\n',
  '      - name: Publish\n        run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n',
  '      - name: Publish to PyPI\n        uses: pypa/gh-action-pypi-publish@release/v1\n        with:\n          password: ${{ secrets.PYPI_API_TOKEN }}\n',
  '      - run: |\n          python -m pip install --upgrade pip\n          pip install -r requirements.txt\n          pytest\n',
  '      - name: Post to Facebook\n        uses: example/facebook-post@v1\n        with:\n          network: facebook\n          action: post\n          access-token: ${{ secrets.FACEBOOK_ACCESS_TOKEN }}\n',
  '      - name: Instagram feed\n        run: node feed.js --text "${{ github.event.head_commit.message }}"\n        env:\n          INSTAGRAM_USER: ada\n',
  '      - uses: docker/build-push-action@v6\n        with: { push: true, tags: "example/app:latest" }\n',
  '      - uses: actions/upload-artifact@v4\n        if: always()\n        with:\n          name: log\n          path: |\n            a.log\n            b.log\n',
  '      - name: Deploy\n        run: >-\n          rsync -a\n          dist/ ada@example.org:/srv\n',
  '      - name: Release\n        uses: softprops/action-gh-release@v2\n        with:\n          body: "publish: done"\n          token: ${{ secrets.GITHUB_TOKEN }}\n',
];

const SCRIPT_PARTS = [
  '#!/usr/bin/env bash\nset -euo pipefail\n',
  'cd "$(dirname "$0")/.."\n',
  'npm publish --access public\n',
  'curl -fsS "https://graph.facebook.com/v19.0/me?access_token=$FACEBOOK_TOKEN" | jq .name\n',
  'echo "Follow us on Instagram: https://instagram.com/ada"\n',
  'export FACEBOOK_CLIENT_ID=1234567890123456\n',
  'if [ -z "${INSTAGRAM_USER:-}" ]; then\n  echo "no user" >&2\n  exit 2\nfi\n',
  "cat <<'END' > .env\nFACEBOOK_APP_ID=1\nEND\n",
  'python -m twine upload dist/* --comment "$TEXT"\n',
];

/** Triples of parts at increasing distances, so that each part has different neighbors before and after it. */
function combined<Part>(parts: readonly Part[], count: number): readonly (readonly Part[])[] {
  const { length } = parts;
  return Array.from({ length: count }, (_, index) => {
    const step = 1 + Math.floor(index / length);
    return [0, step, 2 * step + 1].flatMap((distance) => parts[(index + distance) % length] ?? []);
  });
}

function jsonOf(key: string, version: string): (parts: readonly object[], index: number) => string {
  return (parts, index) => {
    const text = JSON.stringify(
      { version, [key]: parts, inputs: [{ id: 'text', type: 'promptString', description: 'Text' }] },
      undefined,
      index % 2 === 0 ? 2 : '\t',
    );
    // As people write them: with a comment, and with a trailing comma.
    return index % 3 === 0 ? `// See the documentation.\n${text.replace(/\n\}$/, ',\n}')}\n` : text;
  };
}

const HEADS = [
  'name: CI\non: [push, pull_request]\n',
  'name: Release\non:\n  release:\n    types: [published]\npermissions:\n  contents: write\n',
  '# Every night\nname: Nightly\n"on":\n  schedule:\n    - cron: "0 3 * * *"\nenv:\n  FACEBOOK_PAGE: ada\n',
];

export const PUBLIC_SHAPES = {
  dotenv: combined(DOTENV_PARTS, 100).map((parts) => parts.join('\n')),
  launch: combined(LAUNCH_PARTS, 70).map(jsonOf('configurations', '0.2.0')),
  tasks: combined(TASK_PARTS, 30).map(jsonOf('tasks', '2.0.0')),
  workflow: combined(STEP_PARTS, 70).map(
    (parts, index) =>
      `${HEADS[index % HEADS.length] ?? ''}jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${parts.join('')}`,
  ),
  script: combined(SCRIPT_PARTS, 40).map((parts) => parts.join('')),
} as const;
