import type { FollowUp } from '../../src/contracts/skill.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { AskedForecast } from './input.ts';
import type { Outlook } from './make-outlook.ts';
import type { ReadyForecast } from './prepare-asked.ts';
import { isTelling } from './say-basis.ts';

/** Buttons for what is asked next, the most telling first. */
export function offerNext(
  ctx: SkillContext,
  book: FactBook,
  input: AskedForecast,
  ready: ReadyForecast,
  outlook: Outlook,
): FollowUp[] {
  const { show, scenarios, target: _, ...same } = input;
  const ask = (label: string, change: Partial<AskedForecast>): FollowUp => ({
    label,
    kind: 'ask',
    call: { skill: 'forecast-metric', input: { ...same, ...change } },
  });
  const followUps: FollowUp[] = [];
  const event = scenarios === undefined ? findEvent(outlook) : null;
  if (event !== null && (input.assume ?? []).length === 0)
    followUps.push(
      ask(`With and without ${book.name(event)}`, {
        scenarios: [{ assume: [] }, { assume: [{ what: 'without', label: event }] }],
      }),
    );
  if ((input.assume ?? []).length > 0) followUps.push(ask('Without these assumptions', { assume: [] }));
  if (show !== 'drivers') followUps.push(ask('What drives it?', { show: 'drivers' }));
  else followUps.push(ask('The forecast itself', {}));
  // Always among those that are shown: every number can be followed back.
  followUps.push({ label: 'How did you get this?', kind: 'show-working', call: { skill: 'show-working', input: {} } });
  const dimension = ctx.catalogue.dimensions.find(({ key }) => key === ready.dimensions[0]);
  if (dimension !== undefined && (input.assume ?? []).length === 0)
    followUps.push(
      ask(`The same by ${book.name((dimension.label ?? dimension.key).toLowerCase())}`, { by: dimension.key }),
    );
  if (show !== 'backtest') followUps.push(ask('How good is this on the past?', { show: 'backtest' }));
  const other = otherGrain(ready, outlook);
  if (other !== null) followUps.push(ask(other === 'week' ? 'Weekly instead' : 'Day by day', { grain: other }));
  return followUps;
}

/** An event or holiday ahead on which the place is open, and of which the past has something to tell. */
function findEvent({ columns, calendar, steps, forecast }: Outlook): string | null {
  const ahead = columns.flags.filter((label) => {
    const days = calendar.named.get(label)?.days;
    const isKnown = forecast.effects.some((effect) => effect.name === label && isTelling(effect));
    return isKnown && days !== undefined && steps.some(({ t, closed }) => !closed && days.has(t));
  });
  return ahead.find((label) => calendar.named.get(label)?.kind === 'event') ?? ahead[0] ?? null;
}

/** Weeks for a stretch of days that is long enough, and the other way round where the data are daily. */
function otherGrain({ metric, prepared }: ReadyForecast, { series, buckets }: Outlook): 'day' | 'week' | null {
  if (metric.grain !== 'day') return null;
  if (buckets !== undefined) return prepared.window.to <= 182 ? 'day' : null;
  if (series.grain !== 'day') return prepared.window.to <= 26 && series.grain === 'week' ? 'day' : null;
  return prepared.window.to >= 14 ? 'week' : null;
}
