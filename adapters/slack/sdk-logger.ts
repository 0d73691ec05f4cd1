import { LogLevel, type webApi } from '@slack/bolt';
import type { SlackLog } from './options.ts';

type SdkLogger = NonNullable<webApi.WebClientOptions['logger']>;

/**
 * What Slack's SDK has to say, as structured lines: warnings and errors only, since its finer levels hold whole
 * payloads, and without anything that could be a key or the id of a person.
 */
export function makeSdkLogger(log: SlackLog): SdkLogger {
  const write = (level: 'warn' | 'error', words: readonly unknown[]) =>
    log[level]({ sdk: words.map(describe).join(' ') }, 'Slack’s SDK reports');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words) => write('warn', words),
    error: (...words) => write('error', words),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

function describe(word: unknown): string {
  if (word instanceof Error) {
    const code = 'code' in word && typeof word.code === 'string' ? word.code : word.name;
    return `${code}: ${hideSecrets(word.message)}`;
  }
  return typeof word === 'string' ? hideSecrets(word) : typeof word;
}

/** Takes out tokens, long secrets, queries of addresses and platform ids. */
export function hideSecrets(text: string): string {
  return text
    .replace(/\bx(?:ox[a-z]|app)[a-z]*-[\w-]+/gi, '[hidden]')
    .replace(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?[hidden]')
    .replace(/\b[0-9a-f]{24,}\b/gi, '[hidden]')
    .replace(/\b[A-Z][A-Z0-9]{7,}\b/g, '[id]')
    .slice(0, 300);
}
