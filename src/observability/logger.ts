import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/**
 * Structured logs. What people write, their files and their names never go in: log ids, codes, counts and times.
 * The paths below are a second net for what slips through.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        '*.authorization',
        '*.cookie',
        '*.token',
        '*.password',
        'headers',
        '*.headers',
        '*.databaseUrl',
        '*.text',
        '*.content',
      ],
      censor: '[hidden]',
    },
  };
  return destination ? pino(options, destination) : pino(options, pino.destination({ dest: 2, sync: false }));
}
