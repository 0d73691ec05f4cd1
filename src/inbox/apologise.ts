import { BugError, type DyocenseError, UserError } from '../contracts/errors.ts';
import type { Reply } from '../contracts/reply.ts';

/** What stays in the conversation where an answer should have been. */
export function apologise(error: DyocenseError): Reply {
  const message = error instanceof BugError ? 'Something went wrong on our side.' : error.message;
  return {
    text: `${message}\n\n${error.advice}`,
    sections: [
      { kind: 'answer', spans: [{ text: message }] },
      { kind: 'next', spans: [{ text: error.advice }] },
    ],
    facts: [],
    charts: [],
    tables: [],
    actions: [],
    visibility: 'asker',
    working: null,
  };
}

/** What is said of a turn that its person stopped. */
export const sayStopped = (cause?: unknown): UserError =>
  new UserError('Stopped.', { code: 'stopped', advice: 'Ask again whenever you like.', cause });
