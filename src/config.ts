import { z } from 'zod';
import { UserError } from './contracts/errors.ts';

/** Everything the service takes from its environment. Read once, here and nowhere else. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** PostgreSQL; absent: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Login that may migrate; absent: `databaseUrl`. */
  readonly databaseOwnerUrl: string | undefined;
  /** Asked for by the web page and the API; absent only while listening on this machine alone. */
  readonly webToken: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** False: do not make the sample company at first start. */
  readonly sample: boolean;
  /** How browsers and platforms reach this service, without a slash at the end; absent: nobody from outside does. */
  readonly publicUrl: string | undefined;
  /** 32 bytes, base64: encrypts the keys of installed apps. */
  readonly encryptionKey: string | undefined;
  readonly slack: SlackConfig | null;
  readonly teams: TeamsConfig | null;
  readonly discord: DiscordConfig | null;
}

export interface SlackConfig {
  /** Checks that a request is Slack's. Absent with Socket Mode, which needs none. */
  readonly signingSecret: string | undefined;
  /** For one workspace; absent: workspaces install the app by OAuth. */
  readonly botToken: string | undefined;
  /** Socket Mode: no public address needed. */
  readonly appToken: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Another API address, as government workspaces have. */
  readonly apiUrl: string | undefined;
}

export interface TeamsConfig {
  readonly appId: string;
  /** Absent with a managed identity. */
  readonly appPassword: string | undefined;
  /** The one Entra tenant the bot is registered in. */
  readonly tenantId: string;
  readonly sdk: 'botbuilder' | 'agents';
}

export interface DiscordConfig {
  readonly token: string;
  readonly applicationId: string;
  /** Set when Discord sends interactions over HTTP; checks that they are Discord's. */
  readonly publicKey: string | undefined;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, { error: 'must look like postgres://user:password@host:5432/database' })
  .optional();

const secret = z.string().min(8, { error: 'is too short to be right' });

const environment = z.object({
  HOST: z.string().min(1, { error: 'must be an address such as 127.0.0.1' }).default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: 'must be a number such as 3000' })
    .int({ error: 'must be a whole number such as 3000' })
    .min(0, { error: 'must be between 0 and 65535' })
    .max(65_535, { error: 'must be between 0 and 65535' })
    .default(3000),
  DATA_DIR: z.string().min(1, { error: 'must be a folder' }).default('data'),
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  WEB_TOKEN: z.string().min(16, { error: 'must have at least 16 characters, so that it cannot be guessed' }).optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, silent',
    })
    .default('info'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://coach.example.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  ENCRYPTION_KEY: z
    .string()
    .refine((key) => /^[A-Za-z0-9+/_=-]+$/.test(key) && Buffer.from(key, 'base64').length === 32, {
      error: 'must be 32 random bytes in base64; `npm run cli -- make-key` prints one',
    })
    .optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', { error: 'must start with xoxb-' }).optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', { error: 'must start with xapp-' }).optional(),
  SLACK_CLIENT_ID: secret.optional(),
  SLACK_CLIENT_SECRET: secret.optional(),
  SLACK_API_URL: z.url({ error: 'must be an address' }).optional(),
  TEAMS_APP_ID: z.guid({ error: 'must be the id of the app registration' }).optional(),
  TEAMS_APP_PASSWORD: secret.optional(),
  TEAMS_TENANT_ID: z.guid({ error: 'must be the id of your Entra tenant' }).optional(),
  TEAMS_SDK: z.enum(['botbuilder', 'agents'], { error: 'must be botbuilder or agents' }).default('botbuilder'),
  DISCORD_TOKEN: secret.optional(),
  DISCORD_APPLICATION_ID: z
    .string()
    .regex(/^\d{5,25}$/, { error: 'must be the number of the application' })
    .optional(),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hexadecimal digits' })
    .optional(),
  SAMPLE_COMPANY: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
});

/**
 * @param env usually `process.env`; an empty value counts as not set
 * @throws UserError `bad-configuration`, one sentence for each mistake
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  // Values are never repeated in the message: one of them may be a password.
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  if (parsed.success && !LOOPBACK.has(parsed.data.HOST) && !parsed.data.WEB_TOKEN) {
    mistakes.push(
      'WEB_TOKEN must be set when HOST is not this machine alone, or everyone who reaches it could read your numbers.',
    );
  }
  if (parsed.success && parsed.data.PUBLIC_URL && !parsed.data.WEB_TOKEN) {
    mistakes.push('WEB_TOKEN must be set when PUBLIC_URL is: whoever reaches that address could read your numbers.');
  }
  if (parsed.success && parsed.data.DATABASE_OWNER_URL && !parsed.data.DATABASE_URL) {
    mistakes.push('DATABASE_OWNER_URL is for migrations beside DATABASE_URL; set DATABASE_URL too.');
  }
  if (parsed.success) mistakes.push(...findChannelMistakes(parsed.data));
  if (!parsed.success || mistakes.length > 0) {
    throw new UserError(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:\n  ${mistakes.join('\n  ')}`,
      {
        code: 'bad-configuration',
        advice: 'Correct the environment variables named above and start again.',
      },
    );
  }
  const value = parsed.data;
  return {
    host: value.HOST,
    port: value.PORT,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    databaseOwnerUrl: value.DATABASE_OWNER_URL,
    webToken: value.WEB_TOKEN,
    logLevel: value.LOG_LEVEL,
    sample: value.SAMPLE_COMPANY === 'on',
    publicUrl: value.PUBLIC_URL,
    encryptionKey: value.ENCRYPTION_KEY,
    ...readChannels(value),
  };
}

type Environment = z.output<typeof environment>;

const usesSlack = (env: Environment): boolean =>
  [env.SLACK_BOT_TOKEN, env.SLACK_APP_TOKEN, env.SLACK_CLIENT_ID, env.SLACK_SIGNING_SECRET].some(Boolean);

function readChannels(env: Environment): Pick<Config, 'slack' | 'teams' | 'discord'> {
  return {
    slack: usesSlack(env)
      ? {
          signingSecret: env.SLACK_SIGNING_SECRET,
          botToken: env.SLACK_BOT_TOKEN,
          appToken: env.SLACK_APP_TOKEN,
          clientId: env.SLACK_CLIENT_ID,
          clientSecret: env.SLACK_CLIENT_SECRET,
          apiUrl: env.SLACK_API_URL,
        }
      : null,
    teams:
      env.TEAMS_APP_ID && env.TEAMS_TENANT_ID
        ? {
            appId: env.TEAMS_APP_ID,
            appPassword: env.TEAMS_APP_PASSWORD,
            tenantId: env.TEAMS_TENANT_ID,
            sdk: env.TEAMS_SDK,
          }
        : null,
    discord:
      env.DISCORD_TOKEN && env.DISCORD_APPLICATION_ID
        ? {
            token: env.DISCORD_TOKEN,
            applicationId: env.DISCORD_APPLICATION_ID,
            publicKey: env.DISCORD_PUBLIC_KEY,
          }
        : null,
  };
}

/** Half a channel would be silent; each missing half is named. */
function findChannelMistakes(env: Environment): string[] {
  const mistakes: string[] = [];
  if (usesSlack(env)) {
    if (!env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN)
      mistakes.push('SLACK_SIGNING_SECRET must be set for Slack (or SLACK_APP_TOKEN for Socket Mode).');
    if (!env.SLACK_BOT_TOKEN && !(env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET))
      mistakes.push('SLACK_BOT_TOKEN must be set for Slack (or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET together).');
    if (env.SLACK_CLIENT_ID && !env.PUBLIC_URL)
      mistakes.push('PUBLIC_URL must be set so that Slack workspaces can install the app.');
  }
  if (env.TEAMS_APP_ID && !env.TEAMS_TENANT_ID) mistakes.push('TEAMS_TENANT_ID must be set beside TEAMS_APP_ID.');
  if (!env.TEAMS_APP_ID && (env.TEAMS_APP_PASSWORD || env.TEAMS_TENANT_ID))
    mistakes.push('TEAMS_APP_ID must be set for Teams: without it anyone could pretend to be Microsoft.');
  if (Boolean(env.DISCORD_TOKEN) !== Boolean(env.DISCORD_APPLICATION_ID))
    mistakes.push('DISCORD_TOKEN and DISCORD_APPLICATION_ID must be set together.');
  const anyChannel = usesSlack(env) || env.TEAMS_APP_ID || env.DISCORD_TOKEN;
  if (anyChannel && !env.ENCRYPTION_KEY)
    mistakes.push(
      'ENCRYPTION_KEY must be set when a chat platform is; `npm run cli -- make-key` prints one. Keep it safe.',
    );
  return mistakes;
}
