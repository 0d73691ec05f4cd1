import { UserError } from '../../src/contracts/errors.ts';
import type { DatasetId } from '../../src/contracts/ids.ts';
import type { FollowUp, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { keepOnlyList, type ListRemoval } from '../../src/records/import-list.ts';
import { LIST_WORDS } from '../../src/records/list-words.ts';
import type { SkillContext } from '../context.ts';

const NOTHING = { charts: [], tables: [], working: null } as const;
const COUNTED = { source: { kind: 'computed', how: 'Counted in the lists that count', from: [] } } as const;
const ADD_FILE: FollowUp = { label: 'Add a file', kind: 'upload' };

/**
 * Lets a list stand for its whole kind, or lets older files count again.
 * @throws UserError `no-such-dataset`
 */
export async function keepOnlyThis(
  ctx: SkillContext,
  { dataset, on }: { readonly dataset: DatasetId; readonly on: boolean },
): Promise<SkillResult> {
  const done = await keepOnlyList(ctx.data.bind(ctx), dataset, on);
  if (!done)
    throw new UserError('I do not know that list.', {
      code: 'no-such-dataset',
      advice: 'Send it again. Nothing has changed.',
    });
  const book = createFactBook();
  const name = book.name(done.fileName);
  const { one, many } = LIST_WORDS[done.list];
  const rows = (value: number) => `${book.count('Rows that count', value, COUNTED)} ${value === 1 ? one : many}`;
  const off = done.before - done.now;
  const text = done.gone
    ? `${name} is out already. Nothing changed.`
    : on
      ? `Only ${name} and what comes after it count now: ${rows(done.now)}. ${book.count('Rows left aside', Math.max(0, off), COUNTED)} from older files ${off === 1 ? 'is' : 'are'} left aside; nothing is deleted.`
      : `The older files count again beside ${name}: ${rows(done.now)}.`;
  const back: FollowUp = {
    label: on ? 'Let the older ones count again' : 'Keep only this file',
    kind: 'ask',
    call: { skill: 'import-file', input: { only: { dataset, on: !on } } },
  };
  return {
    ...NOTHING,
    facts: book.facts,
    sections: [{ kind: 'answer', template: text }],
    followUps: done.gone ? [ADD_FILE] : [back],
  };
}

/** A list went, and what came back in its place. */
export function sayListOut(done: ListRemoval): SkillResult {
  const book = createFactBook();
  const name = book.name(done.fileName);
  const { one, many } = LIST_WORDS[done.list];
  const count = (label: string, value: number) => `${book.count(label, value, COUNTED)} ${value === 1 ? one : many}`;
  const restored =
    done.restored > 0
      ? ` ${count('Rows that count again', done.restored)} of older files ${done.restored === 1 ? 'counts' : 'count'} again.`
      : '';
  const text = done.already
    ? `${name} is out already. Nothing changed.`
    : `${name} is out again: I took out ${count('Rows taken out', done.removed)}.${restored}`;
  return {
    ...NOTHING,
    facts: book.facts,
    sections: [
      { kind: 'answer', template: text },
      ...(done.already
        ? []
        : [{ kind: 'next' as const, template: 'Send the file again when you like; I read it anew.' }]),
    ],
    followUps: [ADD_FILE],
  };
}
