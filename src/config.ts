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
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, { error: 'must look like postgres://user:password@host:5432/database' })
  .optional();

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
  if (parsed.success && parsed.data.DATABASE_OWNER_URL && !parsed.data.DATABASE_URL) {
    mistakes.push('DATABASE_OWNER_URL is for migrations beside DATABASE_URL; set DATABASE_URL too.');
  }
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
  };
}
