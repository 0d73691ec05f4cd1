import { z } from 'zod';
import type { SkillName, SkillResult } from '../../src/contracts/skill.ts';
import type { CoachSkill } from '../context.ts';

type ComingName = Extract<SkillName, 'compare-benchmark' | 'track-goal' | 'watch-metric' | 'privacy'>;

interface Announcement {
  readonly title: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** The honest sentence, and what helps today. */
  readonly sentence: string;
}

/**
 * Skills the coach understands but cannot do yet. Each is answered with one honest sentence, never with a guess;
 * when its engine lands, its entry here gives way to a folder of its own.
 */
const ANNOUNCED: Record<ComingName, Announcement> = {
  'compare-benchmark': {
    title: 'Compare with others',
    description: 'Compares the company with its industry and the economy.',
    examples: ['How do we compare with other cafés?'],
    sentence: 'I cannot compare you with others yet. I only know your own numbers.',
  },
  'track-goal': {
    title: 'Track goals',
    description: 'Sets goals and says whether they are on track.',
    examples: ['I want to grow revenue by the end of September'],
    sentence: 'I cannot keep goals yet. I can forecast whether a number is heading where you want it.',
  },
  'watch-metric': {
    title: 'Watch a number',
    description: 'Warns when a number moves.',
    examples: ['Tell me when daily sales fall'],
    sentence: 'I cannot watch numbers for you yet. Ask me any time whether a number is outside its usual range.',
  },
  privacy: {
    title: 'Export or delete data',
    description: 'Exports or deletes what is kept about the company.',
    examples: ['Export all my data'],
    sentence:
      'I cannot export or delete data from the chat yet. Whoever runs Dyocense can do it: everything is in its one database.',
  },
};

function announce(name: ComingName, entry: Announcement): CoachSkill<Record<string, unknown>> {
  return {
    name,
    title: entry.title,
    description: entry.description,
    input: z.record(z.string(), z.unknown()),
    rights: 'viewer',
    examples: entry.examples,
    run: async (ctx, input): Promise<SkillResult> => {
      const metric = ctx.catalogue.metrics.find((known) => known.key === input.metric) ?? ctx.catalogue.metrics[0];
      return {
        facts: [],
        sections: [{ kind: 'answer', template: entry.sentence }],
        charts: [],
        tables: [],
        followUps: metric
          ? [
              {
                label: 'Forecast the next two weeks',
                kind: 'ask',
                call: { skill: 'forecast-metric', input: { metric: metric.key, horizonDays: 14 } },
              },
              {
                label: 'Why did it change last week?',
                kind: 'ask',
                call: { skill: 'explain-change', input: { metric: metric.key } },
              },
            ]
          : [{ label: 'Add a file', kind: 'upload' }],
        working: null,
      };
    },
  };
}

// Object.entries widens the keys; they are ComingName by the type of ANNOUNCED.
export const comingSkills = Object.entries(ANNOUNCED).map(([name, entry]) => announce(name as ComingName, entry));
