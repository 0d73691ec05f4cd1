import { z } from 'zod';
import type { FollowUp, SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import type { CoachSkill, SkillContext } from '../context.ts';
import { lowerFirst, starterCalls } from './starters.ts';

export interface HelpInput {
  readonly topic?: 'greeting' | 'thanks' | 'abilities' | 'out-of-scope';
}

const input: z.ZodType<HelpInput> = z.object({
  topic: z.enum(['greeting', 'thanks', 'abilities', 'out-of-scope']).optional().catch(undefined),
});

export const help: CoachSkill<HelpInput> = {
  name: 'help',
  title: 'What can you do?',
  description: 'Says hello, says what the coach can do with this company’s data, and what it cannot.',
  input,
  rights: 'viewer',
  examples: ['What can you do?', 'Hi there'],
  run: sayHelp,
};

const OPENINGS: Record<NonNullable<HelpInput['topic']>, string> = {
  greeting: 'Hello! I am your business coach. Ask me about your numbers in plain words.',
  thanks: 'You are welcome.',
  abilities:
    'I read your own numbers and answer in plain words, with a chart. Ask “How did you get that?” to see the rows behind a number.',
  'out-of-scope': 'I can only help with your company’s own numbers, and I found none of them in that.',
};

const MOST_NAMED = 8;
const AND = new Intl.ListFormat('en', { type: 'conjunction' });
const OR = new Intl.ListFormat('en', { type: 'disjunction' });

async function sayHelp(ctx: SkillContext, { topic }: HelpInput): Promise<SkillResult> {
  const book = createFactBook();
  const sections: SectionTemplate[] = [{ kind: 'answer', template: OPENINGS[topic ?? 'abilities'] }];
  const measures = ctx.catalogue.metrics.slice(0, MOST_NAMED).map((metric) => lowerFirst(metric.label));
  if (measures.length === 0) {
    sections.push({
      kind: 'next',
      template: 'Drop a sales file (CSV) into the chat, and I will tell you what is in it.',
    });
    return {
      facts: book.facts,
      sections,
      charts: [],
      tables: [],
      followUps: [{ label: 'Add a file', kind: 'upload' }],
      working: null,
    };
  }
  if (topic !== 'thanks') {
    sections.push({
      kind: 'detail',
      template: 'I can look numbers up, explain why they moved, forecast them, and show how I got there.',
    });
    sections.push({
      kind: 'detail',
      template: 'I can also plan: what to order, who works when, which prices, and where the ad money goes.',
    });
    const splits = ctx.catalogue.dimensions.map((dimension) => (dimension.label ?? dimension.key).toLowerCase());
    const cut = splits.length > 0 ? `, and split it by ${book.name(OR.format(splits))} where your files have that` : '';
    sections.push({ kind: 'detail', template: `You can ask about ${book.name(AND.format(measures))}${cut}.` });
    const range = ctx.catalogue.dataRange;
    if (range) sections.push({ kind: 'detail', template: `Your data covers ${book.period('Days with data', range)}.` });
  }
  const followUps: FollowUp[] = starterCalls(ctx.catalogue).map(({ label, call }) => ({
    label: book.name(label),
    kind: 'ask',
    call,
  }));
  return { facts: book.facts, sections, charts: [], tables: [], followUps, working: null };
}
