import type { PlanningSetting } from '../../src/contracts/record.ts';
import type { SectionTemplate, SkillResult } from '../../src/contracts/skill.ts';
import { listPeople } from '../../src/db/queries/people.ts';
import { readPlanningSettings } from '../../src/db/queries/planning-settings.ts';
import { createFactBook, type FactBook } from '../../src/facts/fact-book.ts';
import { civilDate } from '../../src/metrics/calendar.ts';
import type { SkillContext } from '../context.ts';
import { findSetting, type KnownSetting, listSettings } from './known-settings.ts';
import { writeValue } from './write-setting.ts';

/** Everything that was told, by whom and when, and what holds where nothing was. */
export async function listAll(ctx: SkillContext): Promise<SkillResult> {
  const { settings, people } = await ctx.data(async (tx) => ({
    settings: await readPlanningSettings(tx),
    people: await listPeople(tx),
  }));
  const names = new Map<string, string>(people.map(({ id, displayName }) => [id, displayName]));
  const told = [...settings.values()].flatMap((said) => {
    const setting = findSetting(said.key);
    return setting ? [{ setting, said }] : [];
  });
  const open = listSettings().filter(({ key }) => !settings.has(key));
  const book = createFactBook();
  const opening =
    told.length === 0
      ? 'You have told me nothing about how you plan yet. This is what I assume.'
      : 'This is what plans rest on beside your numbers and lists.';
  return {
    sections: [
      { kind: 'answer', template: opening },
      ...told.map(({ setting, said }) => sayTold(ctx, book, setting, said, names)),
      ...open.map(
        ({ label, meanwhile, example }): SectionTemplate => ({
          kind: 'card',
          heading: label,
          template: `Nobody has said; meanwhile: ${meanwhile}. To change it, say “${example}”.`,
        }),
      ),
    ],
    facts: book.facts,
    charts: [],
    tables: [],
    followUps: [],
    working: null,
  };
}

function sayTold(
  ctx: SkillContext,
  book: FactBook,
  setting: KnownSetting,
  { value, saidBy, saidAt }: PlanningSetting,
  names: ReadonlyMap<string, string>,
): SectionTemplate {
  const who = saidBy === null ? undefined : names.get(saidBy);
  const day = book.date('Said on', civilDate(new Date(saidAt), ctx.company.timezone));
  return {
    kind: 'card',
    heading: setting.key.startsWith('elasticity:') ? book.name(setting.label) : setting.label,
    template: `${writeValue(book, setting, value, { kind: 'catalogue' })}; ${who === undefined ? 'set' : `said by ${book.name(who)}`} on ${day}`,
  };
}
