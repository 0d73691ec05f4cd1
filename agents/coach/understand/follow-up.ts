import type { SkillName } from '../../../src/contracts/skill.ts';
import { STRONG } from './cues/cue.ts';
import type { Parsed } from './parse-message.ts';
import type { EarlierSlots } from './previous-call.ts';
import type { ScoredIntent } from './score-intents.ts';
import type { Slots } from './slots.ts';
import { addDays, shiftPeriod } from './time/civil.ts';
import { findTimes } from './time/find-times.ts';
import type { Clock } from './time/phrase.ts';

/** Skills whose answers are numbers that a next message can turn: another metric, another week. */
const TURNABLE: ReadonlySet<SkillName> = new Set([
  'ask-metric',
  'explain-change',
  'forecast-metric',
  'forecast-accuracy',
  'what-if',
  'compare-benchmark',
  'watch-metric',
  'track-goal',
]);

const MARKED =
  /^(ok(ay)? |so |oh |hmm |yes |yeah )*(and|what about|how about|same|only|just|now|but|no|nope|sorry|actually|i meant?|for|by|per|break|split|show (it|that|this|them|me that)|the other|or|also|instead|not|rather|make (it|that)|without|with|compared?|vs|then|again|do (it|that|the same)|try|that|this|it|why|forecast (it|that|this))\b/;

const LEFTOVER =
  /\b(METRIC|MEMBER|DIM|PAST|FUTURE|WHEN|PCT|MONEY|NUM|the|a|an|in|at|on|for|of|by|per|please|and|or|with|only|just|instead|ok|our|my|to|from)\b|[^A-Za-z]+/g;

/** Does a message lean on the turn before? */
export function isFollowUp(parsed: Parsed, intents: readonly ScoredIntent[]): boolean {
  const { shape, words } = parsed;
  const named = /\bMETRIC\b/.test(shape);
  const asked =
    /\b(how (much|many)|what (is|was|are|were|will)|which|who|show me|give me|why (did|do|does|is|are|was|were|have|has)|will|forecast|predict)\b/.test(
      words,
    );
  const complete = named && asked && (parsed.times.length > 0 || (intents[0]?.score ?? 0) >= STRONG);
  if (complete && !/\b(same|that|instead|meant?)\b/.test(shape)) return false;
  if (
    MARKED.test(words) ||
    (parsed.read.tokens.length <= 5 && /\b(instead|as well|too|daily|weekly|monthly)\b/.test(words) && !named)
  )
    return true;
  // "footfall on November 3rd" says all it needs: nothing of the turn before is meant.
  if (named && parsed.times.length > 0) return false;
  if (shape.replace(LEFTOVER, '') === '') return true;
  if (!named && /\b(it|that|this|those|these|them|they|same|one|ones)\b/.test(shape)) return true;
  const short = parsed.read.tokens.length <= 6;
  return short && !named && (parsed.links.length > 0 || parsed.times.length > 0) && !asked;
}

/** "Make that 60 days": ahead in a forecast, back otherwise. */
export function readBareSpan(parsed: Parsed, skill: SkillName, clock: Clock): Parsed {
  if (parsed.times.length > 0) return parsed;
  const match = /\b(\d{1,3}|two|three|four|six|twelve) (day|week|month|quarter|year)s?\b/.exec(parsed.words);
  if (match === null) return parsed;
  const ahead = skill === 'forecast-metric';
  const [time] = findTimes(`${ahead ? 'next' : 'last'} ${match[0]}`, clock);
  if (time === undefined) return parsed;
  const end = match.index + match[0].length;
  return {
    ...parsed,
    times: [{ ...time, start: match.index, end, said: match[0] }],
    amounts: parsed.amounts.filter((amount) => amount.start < match.index || amount.start >= end),
  };
}

/** The skill a follow-up wants: a new one if it says so, the earlier one otherwise. */
export function followUpSkill(parsed: Parsed, intents: readonly ScoredIntent[], earlier: EarlierSlots): SkillName {
  const wanted = intents.find((intent) => intent.skill !== 'ask-metric' && intent.score >= STRONG);
  if (wanted !== undefined) return wanted.skill;
  const ahead = parsed.times.some((time) => time.leaning === 'future');
  const back = parsed.times.some((time) => time.leaning === 'past');
  if (ahead && ['ask-metric', 'explain-change', 'forecast-accuracy'].includes(earlier.skill)) return 'forecast-metric';
  if (back && earlier.skill === 'forecast-metric') return 'ask-metric';
  return TURNABLE.has(earlier.skill) ? earlier.skill : 'ask-metric';
}

/** What is said now over what was said before. */
export function mergeSlots(now: Slots, earlier: EarlierSlots, skill: SkillName, parsed: Parsed, clock: Clock): Slots {
  const filter: Record<string, string> = { ...earlier.filter, ...now.filter };
  const by =
    now.by ??
    (now.over === undefined && earlier.by !== undefined && now.filter?.[earlier.by] === undefined
      ? earlier.by
      : undefined);
  if (now.by !== undefined && now.filter?.[now.by] === undefined) delete filter[now.by];
  if (
    /\b(overall|in total|all (of them|together|in)|everything|everywhere|whole (company|business))\b/.test(parsed.words)
  )
    for (const key of Object.keys(filter)) delete filter[key];
  const period = turnPeriod(now, earlier, skill, parsed, clock);
  const compare =
    now.compare ?? (now.period === undefined && skill !== 'forecast-metric' ? earlier.compare : undefined);
  const over = now.over ?? (now.by === undefined ? earlier.over : undefined);
  const keepsMetric = !now.metricSaid && earlier.metric !== undefined;
  return {
    ...now,
    metric: keepsMetric ? earlier.metric : now.metric,
    metrics: keepsMetric ? [earlier.metric ?? ''] : now.metrics,
    metricSaid: keepsMetric || now.metricSaid,
    unknownMetric: keepsMetric ? undefined : now.unknownMetric,
    filter: Object.keys(filter).length > 0 ? filter : undefined,
    by,
    over,
    period,
    compare,
  };
}

function turnPeriod(
  now: Slots,
  earlier: EarlierSlots,
  skill: SkillName,
  parsed: Parsed,
  clock: Clock,
): Slots['period'] {
  const [only] = parsed.times;
  if (now.period !== undefined) {
    const yearBack =
      only !== undefined && parsed.times.length === 1 && /^(the )?(last|previous) year$/.test(only.said.trim());
    return yearBack && earlier.period !== undefined && skill !== 'forecast-metric'
      ? shiftPeriod(earlier.period, 'year', -1, clock.weekStart)
      : now.period;
  }
  if (earlier.period === undefined) {
    if (skill !== 'forecast-metric' || earlier.horizonDays === undefined) return undefined;
    return { start: addDays(clock.today, 1), end: addDays(clock.today, earlier.horizonDays) };
  }
  const past = earlier.period.end <= clock.today;
  if (skill === 'forecast-metric' && past) return undefined;
  const gone = earlier.period.start <= clock.today;
  return skill === 'forecast-metric' || gone || earlier.skill === skill ? earlier.period : undefined;
}
