// The commands and options of each release.
import { helpAndVersion, helpOnly, type Option, type Parser } from './argparse';
import { networks, type AgorasRelease, type Network, type RefreshTokenRelease } from './versions';

const prog = 'agoras';
const usage = '\tagoras [options]\n\tagoras <command> [options]';
/** argparse builds the names of nested parsers from the usage text of the outer one. */
const innerProg = 'agoras [options]\n\tagoras <command> [options]';

const levels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'];
const logLevel: Option = { names: ['-l', '--loglevel'], value: '<level>', choices: levels };

export function parserFor(release: AgorasRelease): Parser {
  if (release.kind === 'accessToken') {
    const names = ['twitter', 'facebook', 'instagram', 'linkedin'];
    const publish = publishParser(names, release.hasStatusLink);
    const parsers = new Map([['publish', publish]]);
    return { prog, usage, options: helpAndVersion, commands: { name: '', required: false, parsers } };
  }
  const parsers = new Map([
    ...before.map((name) => [name, otherParser(name)] as const),
    ...networks.toReversed().map((network) => [network, networkParser(network, release)] as const),
    ...after.map((name) => [name, otherParser(name)] as const),
    ['utils', utilsParser(release)] as const,
    // Releases without the command still recognize it, to say that it is gone.
    ['publish', publishParser([...networks, ...legacyNetworks], true)] as const,
  ]);
  return { prog, usage, options: [...helpAndVersion, logLevel], commands: { name: '', required: false, parsers } };
}

const before = ['x', 'twitter'];
const after = ['linkedin', 'discord', 'telegram', 'whatsapp', 'youtube', 'tiktok', 'threads'];
const legacyNetworks = ['twitter', 'linkedin', 'discord', 'youtube', 'tiktok', 'threads', 'telegram', 'whatsapp'];
const legacyActions = ['like', 'share', 'last-from-feed', 'random-from-feed', 'schedule', 'post', 'delete'];

const withValue = (value: string, ...names: Option['names']): Option => ({ names, value });

function publishParser(networkNames: readonly string[], hasLink: boolean): Parser {
  return {
    prog,
    usage: 'agoras publish [options]',
    options: [
      ...helpAndVersion,
      logLevel,
      { names: ['-n', '--network'], value: '<social network>', choices: networkNames },
      { names: ['-a', '--action'], value: '<action>', choices: legacyActions },
      withValue('<access token>', '-ft', '--facebook-access-token'),
      withValue('<id>', '-fo', '--facebook-object-id'),
      withValue('<access token>', '-it', '--instagram-access-token'),
      withValue('<id>', '-io', '--instagram-object-id'),
      withValue('<text>', '-st', '--status-text'),
      ...(hasLink ? [withValue('<link>', '-sl', '--status-link')] : []),
      ...['1', '2', '3', '4'].map((n) => withValue('<image url>', `-i${n}`, `--status-image-url-${n}`)),
    ],
  };
}

function networkParser(network: Network, release: RefreshTokenRelease): Parser {
  const action = (name: string, ...options: readonly Option[]): readonly [string, Parser] => [
    name,
    { prog: `${innerProg} ${network} ${name}`, options: [...helpOnly, ...options] },
  ];
  const profile = release.hasProfiles ? [withValue('PROFILE', '--profile')] : [];
  const images = network === 'instagram' ? ['1'] : ['1', '2', '3', '4'];
  const postId = { ...withValue('<id>', '--post-id'), required: true };
  return {
    prog: `${innerProg} ${network}`,
    options: helpOnly,
    commands: {
      name: 'action',
      required: true,
      parsers: new Map([
        action(
          'authorize',
          ...['--client-id', '--client-secret', '--object-id'].map((name) => withValue('<id>', name)),
        ),
        action(
          'post',
          withValue('TEXT', '--text'),
          withValue('LINK', '--link'),
          ...images.map((n) => withValue(`IMAGE_${n}`, `--image-${n}`)),
          ...(release.hasContentFile ? [withValue('CONTENT', '--content')] : []),
          ...profile,
        ),
        action('video', withValue('<url>', '--video-url'), ...profile),
        ...(network === 'facebook' ? ['like', 'share', 'delete'].map((name) => action(name, postId)) : []),
        ...(release.hasListPosts
          ? [
              action(
                'list-posts',
                { ...withValue('<id>', '--object-id'), required: true },
                withValue('<number>', '--limit'),
                ...profile,
              ),
            ]
          : []),
      ]),
    },
  };
}

function otherParser(name: string): Parser {
  return { prog: `${innerProg} ${name}`, options: helpOnly };
}

function utilsParser({ hasUnattendedFormat }: RefreshTokenRelease): Parser {
  const tokens = `${innerProg} utils tokens`;
  const platform = withValue('<platform>', '--platform');
  const command = (name: string, ...options: readonly Option[]): readonly [string, Parser] => [
    name,
    { prog: `${tokens} ${name}`, options: [...helpOnly, ...options] },
  ];
  const show = [
    { ...platform, required: true },
    withValue('<identifier>', '--identifier'),
    withValue('<field>', '--field'),
    { ...withValue('{json,plain}', '--format'), choices: ['json', 'plain'] },
  ];
  const parsers = new Map([
    command('list', platform),
    command('show', ...show),
    ...(hasUnattendedFormat ? [command('unattended-format', platform)] : []),
  ]);
  const inner: Parser = {
    prog: tokens,
    options: helpOnly,
    commands: { name: 'tokens_command', required: true, parsers },
  };
  const commands = { name: 'utils_command', required: true, parsers: new Map([['tokens', inner]]) };
  return { prog: `${innerProg} utils`, options: helpOnly, commands };
}
