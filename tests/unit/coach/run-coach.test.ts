import { describe, expect, it } from 'vitest';
import type { CoachDeps } from '../../../agents/coach/deps.ts';
import { runCoach } from '../../../agents/coach/graph.ts';
import type { Catalogue } from '../../../src/contracts/catalogue.ts';
import { UserError } from '../../../src/contracts/errors.ts';
import type { SkillCall, SkillResult } from '../../../src/contracts/skill.ts';
import type { Understanding } from '../../../src/contracts/understanding.ts';
import { createFactBook } from '../../../src/facts/fact-book.ts';

const catalogue: Catalogue = {
  company: 'Test',
  currency: 'USD',
  timezone: 'UTC',
  weekStart: 'monday',
  metrics: [],
  dimensions: [],
  dataRange: { start: '2025-01-01', end: '2026-06-16' },
};
const source = { kind: 'method', how: 'test' } as const;
const ask = (metric: string): SkillCall => ({ skill: 'ask-metric', input: { metric } });

/** A result that says one number; `template` gets its slot. */
function say(value: number, template: (slot: string) => string): SkillResult {
  const book = createFactBook();
  const slot = book.metric({ unit: 'currency', label: 'Revenue' }, value, { source });
  return {
    facts: book.facts,
    sections: [{ kind: 'answer', template: template(slot) }],
    charts: [],
    tables: [],
    followUps: [],
    working: null,
  };
}

function deps(
  understood: Understanding,
  answers: Record<string, () => SkillResult>,
  extra: Partial<CoachDeps> = {},
): CoachDeps & { bugs: unknown[] } {
  const bugs: unknown[] = [];
  return {
    catalogue,
    style: { locale: 'en-US', currency: 'USD', today: '2026-06-17' },
    today: '2026-06-17',
    todayIsDataEnd: false,
    previous: null,
    attachments: [],
    thinker: {
      tier: 'builtin',
      understand: async () => understood,
      compose: async (steps) => steps.flatMap((step) => [...step.result.sections]),
    },
    runSkill: async (call) => {
      const answer = answers[String(call.input.metric)];
      if (!answer) throw new UserError('No such number.', { code: 'x', advice: 'Ask for another.' });
      return answer();
    },
    tableOf: () => ({ title: '', columns: [], rows: [] }),
    progress: () => undefined,
    signal: new AbortController().signal,
    onBug: (error) => bugs.push(error),
    bugs,
    ...extra,
  };
}

const turn = { turn: 't1', text: 'anything', pressed: null };
const plan = (...calls: SkillCall[]): Understanding => ({ kind: 'plan', calls, assumed: [] });

describe('the coach', () => {
  it('keeps the facts of two steps apart, though each skill numbers its own from one', async () => {
    const answers = { a: () => say(100, (s) => `First ${s}.`), b: () => say(200, (s) => `Then ${s}.`) };
    const { reply } = await runCoach(turn, deps(plan(ask('a'), ask('b')), answers));
    expect(reply.text).toBe('First $100.\n\nThen $200.');
    expect(reply.facts.map((fact) => fact.id)).toEqual(['a1', 'b1']);
  });

  it('stops a number that is no fact, reports the bug, and still answers with the facts', async () => {
    const wired = deps(plan(ask('a')), { a: () => say(100, (s) => `It was ${s}, which is 3 times more.`) });
    const { reply } = await runCoach(turn, wired);
    expect(wired.bugs).toHaveLength(1);
    expect(reply.text).toBe('Here is what I found.\n\nRevenue: $100');
  });

  it('stops a number a thinker invents, in a table, a chart title or a button too', async () => {
    const base = say(100, (s) => `It was ${s}.`);
    const variants: Partial<SkillResult>[] = [
      { tables: [{ title: 'T', columns: [], rows: [['12']] }] },
      { charts: [{ kind: 'bars', title: 'Up 12%', alt: 'x', unit: 'count', bars: [] }] },
      { followUps: [{ label: 'Next 14 days', kind: 'ask' }] },
    ];
    for (const variant of variants) {
      const wired = deps(plan(ask('a')), { a: () => ({ ...base, ...variant }) });
      const { reply } = await runCoach(turn, wired);
      expect(wired.bugs).toHaveLength(1);
      expect([reply.tables, reply.charts, reply.actions]).toEqual([[], [], []]);
    }
  });

  it('answers what it can of two steps and says what failed', async () => {
    const { reply } = await runCoach(
      turn,
      deps(plan(ask('gone'), ask('a')), { a: () => say(100, (s) => `It was ${s}.`) }),
    );
    expect(reply.text).toBe('No such number. Ask for another.\n\nIt was $100.');
  });

  it('fails with the error of its only step', async () => {
    await expect(runCoach(turn, deps(plan(ask('gone')), {}))).rejects.toThrow('No such number.');
  });

  it('asks back with choices that may hold digits, and remembers the question', async () => {
    const choices = [{ label: 'Route 66 Diner', kind: 'choose' as const, call: ask('a') }];
    const outcome = await runCoach(
      turn,
      deps({ kind: 'ask', question: { text: 'Which one do you mean?', choices } }, {}),
    );
    expect(outcome.reply.text).toBe('Which one do you mean?');
    expect(outcome.reply.actions.map((action) => action.label)).toEqual(['Route 66 Diner']);
    expect(outcome.actions[0]?.call).toEqual(ask('a'));
    expect(outcome.asked?.choices).toHaveLength(1);
  });

  it('says that days count from where the data ends', async () => {
    const wired = deps(plan(ask('a')), { a: () => say(100, (s) => `It was ${s}.`) }, { todayIsDataEnd: true });
    expect((await runCoach(turn, wired)).reply.text).toContain('newest data is from Jun 16, so I count');
  });

  it('runs a pressed button without reading the text', async () => {
    const wired = deps(
      { kind: 'ask', question: { text: 'never', choices: [] } },
      { a: () => say(1, (s) => `It was ${s}.`) },
    );
    expect((await runCoach({ ...turn, pressed: ask('a') }, wired)).reply.text).toBe('It was $1.');
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const wired = deps(
      plan(ask('a'), ask('b')),
      {
        a: () => {
          stop.abort();
          return say(1, (s) => s);
        },
        b: () => say(2, (s) => s),
      },
      { signal: stop.signal },
    );
    await expect(runCoach(turn, wired)).rejects.toThrow(/abort/i);
  });
});
