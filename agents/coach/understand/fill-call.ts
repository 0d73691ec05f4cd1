import type { SkillCall, SkillName } from '../../../src/contracts/skill.ts';
import { type CatalogueIndex, isContext } from './catalogue-index.ts';
import { speaksOfMovement } from './cues/cue.ts';
import type { Parsed } from './parse-message.ts';
import { readChange } from './read-change.ts';
import { readDigest } from './read-digest.ts';
import type { Slots } from './slots.ts';
import { addDays, daysBetween, shiftPeriod, unitAround } from './time/civil.ts';
import type { Clock } from './time/phrase.ts';

/** A forecast that names no time looks two weeks ahead: far enough to act on, near enough to be sure of. */
export const DEFAULT_HORIZON_DAYS = 14;

type Input = Record<string, unknown>;

/** The call of a skill with what was said. Slots that were not said are left out. */
export function fillCall(
  skill: SkillName,
  slots: Slots,
  parsed: Parsed,
  index: CatalogueIndex,
  clock: Clock,
): SkillCall {
  return { skill, input: clean(inputFor(skill, slots, parsed, index, clock)) };
}

function inputFor(skill: SkillName, slots: Slots, parsed: Parsed, index: CatalogueIndex, clock: Clock): Input {
  const { metric, filter, period, compare } = slots;
  const { words } = parsed;
  const spoken = slots.metricSaid ? metric : undefined;
  const amount = parsed.amounts.find((said) => said.kind !== 'percent')?.value;
  const percent = parsed.amounts.find((said) => said.kind === 'percent')?.value;
  switch (skill) {
    case 'ask-metric':
      return { metric, filter, by: slots.by, over: slots.over, period, compare, rank: slots.rank };
    case 'explain-change':
      return { ...explainedMetric(slots, parsed, index), filter, period, compare, direction: readDirection(words) };
    case 'forecast-metric':
      return { metric, filter, by: slots.by, ...readHorizon(slots, clock), target: amount };
    case 'forecast-accuracy':
      return { metric: spoken, filter, period };
    case 'what-if': {
      const { change, outcome } = readChange(parsed, index);
      return { metric: outcome, filter, change, period };
    }
    case 'plan-inventory':
      return { filter, period, by: slots.by };
    case 'plan-staffing':
      return { filter, period };
    case 'set-prices':
      return { filter, maxChangePercent: percent };
    case 'plan-budget':
      return { ...readBudget(amount, period, words, clock), filter };
    case 'compare-benchmark':
      return { metric: spoken, filter, period };
    case 'track-goal':
      return { metric: spoken, action: readGoalAction(words), amount, percent, period, filter };
    case 'write-digest':
      return readDigest(words, slots, clock);
    case 'watch-metric':
      return {
        metric: spoken,
        filter,
        action: /\b(stop|cancel|remove|delete|turn off|mute|no more|disable)\b/.test(words) ? 'stop' : 'start',
        threshold: amount,
        percent,
      };
    case 'decide':
      return {
        action:
          /\b(reject|dismiss|decline|no|nope|nah|bin|scrap|cancel|forget|not|discard|skip|pass|hold off|leave it)\b/.test(
            words,
          )
            ? 'dismiss'
            : 'approve',
      };
    case 'privacy':
      return {
        action: /\b(delete|remove|erase|wipe|forget|purge|destroy|close|get rid)\b/.test(words)
          ? 'delete'
          : /\b(export|download|copy|send|hand over|what|take out)\b/.test(words)
            ? 'export'
            : undefined,
      };
    case 'help':
      return { topic: helpTopic(words) };
    case 'manage-access':
      return { action: 'list' };
    case 'import-file':
    case 'show-working':
    case 'planning-settings':
    case 'web-login':
      return {};
  }
}

function helpTopic(words: string): 'greeting' | 'thanks' | 'abilities' {
  if (/\b(thanks|thank|cheers|ta|appreciated)\b|^(great|cool|perfect|brilliant|awesome|lovely|nice)/.test(words))
    return 'thanks';
  return /^(hi|hello|hey|hiya|yo|howdy|greetings|good|morning|evening)\b/.test(words) ? 'greeting' : 'abilities';
}

/** A budget without days is for so many weeks. */
const BUDGET_WEEKS = 4;

/** Money over the whole of the days: "$400 a week" is four times that in four weeks, "$1,500 a month" is for the next one. */
function readBudget(amount: number | undefined, period: Slots['period'], words: string, clock: Clock): Input {
  if (amount === undefined) return { period };
  const [, each] = /\b(?:a|per|each|every) (week|day|month)\b/.exec(words) ?? [];
  const daily = /\bdaily\b/.test(words) || each === 'day';
  const weekly = /\bweekly\b/.test(words) || each === 'week';
  const monthly = /\bmonthly\b/.test(words) || each === 'month';
  const days = period === undefined ? 7 * BUDGET_WEEKS : daysBetween(period.start, period.end) + 1;
  if (daily) return { amount: amount * days, period };
  if (weekly) return { amount: Math.round((amount * days * 100) / 7) / 100, period };
  if (!monthly || period !== undefined) return { amount, period };
  const month = unitAround(clock.today, 'month', clock.weekStart);
  return { amount, period: shiftPeriod(month, 'month', 1, clock.weekStart) };
}

/** Days from today to the last day asked about, and the window itself. */
export function readHorizon(
  slots: Pick<Slots, 'period'>,
  clock: Clock,
): { horizonDays: number; period: Slots['period'] } {
  const { period } = slots;
  if (period !== undefined && period.end > clock.today)
    return { horizonDays: daysBetween(clock.today, period.end), period };
  const end = addDays(clock.today, DEFAULT_HORIZON_DAYS);
  return { horizonDays: DEFAULT_HORIZON_DAYS, period: { start: addDays(clock.today, 1), end } };
}

/** "did the ads bring in customers?": customers are explained, the ads are suspected. */
function explainedMetric(slots: Slots, parsed: Parsed, index: CatalogueIndex): Input {
  const [first, second] = slots.metrics;
  const about = index.catalogue.metrics.find((metric) => metric.key === first);
  // "Did the rain hurt us?": the surroundings are suspected, the company's main number is explained.
  if (
    about !== undefined &&
    second === undefined &&
    isContext(about) &&
    isCausing(parsed) &&
    index.mainMetric !== undefined
  )
    return { metric: index.mainMetric.key, suspect: first };
  if (first === undefined || second === undefined) return { metric: slots.metric };
  const causing =
    isCausing(parsed) ||
    /\b(METRIC)\b[^.?]*\b(caus|bring|driv|hurt|help|affect|impact|boost)\w*[^.?]*\bMETRIC\b/.test(parsed.shape);
  return causing ? { metric: second, suspect: first } : { metric: first, suspect: second };
}

function isCausing(parsed: Parsed): boolean {
  return /^(so )?(did|does|do|is|are|was|were|has|have|could)\b/.test(parsed.words);
}

function readDirection(words: string): 'up' | 'down' | undefined {
  if (!speaksOfMovement(words)) return undefined;
  if (
    /\b(down|drop\w*|fall\w*|fell|dip\w*|decreas\w*|declin\w*|slump\w*|tank\w*|plunge\w*|less|lower|fewer|worse|bad|low|quiet|slow|plummet\w*|dying|slid|slipped|weak|shr[iau]nk\w*)\b/.test(
      words,
    )
  )
    return 'down';
  if (
    /\b(up|r[oi]se\w*|rising|jump\w*|spik\w*|surge\w*|grow\w*|grew|increas\w*|better|higher|more|soar\w*|doubled|shot|climb\w*|high|busy)\b/.test(
      words,
    )
  )
    return 'up';
  return undefined;
}

function readGoalAction(words: string): 'create' | 'list' | 'drop' {
  if (/\b(drop|remove|delete|cancel|scrap|forget|stop|abandon)\b.*\b(goals?|targets?|objectives?)\b/.test(words))
    return 'drop';
  if (
    /\b(are|is|am|how|what|which|show|list|do) (we|i|are|is|my|our|the|close|me|far)?\b.*\b(goals?|targets?|on track|objectives?)\b/.test(
      words,
    ) &&
    !/\b(set|want|make)\b/.test(words)
  )
    return 'list';
  return 'create';
}

function clean(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
