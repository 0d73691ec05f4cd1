import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import type { Parsed } from '../parse-message.ts';
import { readEarlier } from '../previous-call.ts';
import { readSlots } from '../read-slots.ts';
import type { Clock } from '../time/phrase.ts';

const MADE = '(?:forecast|prediction|projection|estimate|outlook)';
const OWN = `(?:your|the|our|those|these|that|last \\w+|past|previous|earlier|all)(?: (?:\\w+ ){0,3}?)`;
const TRUE =
  '(?:right|wrong|correct|accurate|off|close|true|any good|good|spot on|way off|far off|near|on the money|too (?:high|low|optimistic|pessimistic))';

const ACCURACY: readonly RegExp[] = [
  new RegExp(
    `\\bhow (?:good|accurate|close|right|wrong|far off|reliable|bad|precise|exact|near) (?:were|was|are|have|has|did|do) (?:${OWN})? ?${MADE}s?\\b`,
  ),
  new RegExp(`\\bhow (?:good|accurate|reliable) is (?:${OWN})? ?${MADE}s\\b`),
  new RegExp(`\\b(?:was|were) (?:${OWN})? ?${MADE}s?\\b.*\\b${TRUE}\\b`),
  new RegExp(`\\bare (?:${OWN})? ?${MADE}s\\b.*\\b${TRUE}\\b`),
  new RegExp(`\\b(?:were|was|have) you(?: been)?\\b.*\\b${TRUE}\\b`),
  /\bhow (?:accurate|right|wrong|far off|far out|close|good|precise|reliable|often) (?:are|were|have|did|do|was) you\b(?! (?:a |at (?!forecast|predict)|doing|feeling))/,
  /\bhow well (?:did|do|have) you (?:do|done|predict\w*|forecast\w*|call\w*|guess\w*|estimat\w*)\b/,
  new RegExp(
    `\\b(?:did|has|have|do|does)\\b.*\\b${MADE}s?\\b.*\\b(?:come true|came true|hold up|held up|turn(?:ed)? out|pan(?:ned)? out|right|match|hit|prove[dn]?|materiali[sz]e|work out|stand up)\\b`,
  ),
  new RegExp(`\\b${MADE}s? (?:came|come|turned out|turn out|were|was) (?:true|right|wrong)\\b`),
  new RegExp(
    `\\b(?:track record|hit rate|${MADE} (?:accuracy|errors?|quality)|(?:accuracy|quality) of (?:your|the|our) (?:\\w+ )?${MADE}s?|past ${MADE}s)\\b`,
  ),
  /\b(?:forecast\w*|predict\w*|projected|expected)\b.{0,30}?\b(?:vs|against|compared (?:to|with)|and|with)\b.{0,20}?\b(?:actuals?|actually|reality|what (?:really |actually )?(?:came|happened|we (?:sold|made|took|did)))\b|\bactuals?\b.{0,20}?\b(?:vs|against|compared (?:to|with)|and)\b.{0,20}?\b(?:forecast\w*|predict\w*|projected|expected)\b/,
  new RegExp(
    `\\bhow (?:did|have|has) (?:${OWN})? ?${MADE}s?\\b.*\\b(?:do|done|did|turn\\w*|go|gone|hold|held|compare\\w*|fared?|perform\\w*|work\\w*)\\b`,
  ),
  /\bdid you (?:get|predict|forecast|call|guess|estimate|see|nail)\b.*\b(?:right|correct\w*|well|wrong)\b/,
  new RegExp(
    `\\b(?:how far|by how much|how much)\\b.{0,12}\\b(?:off|out|did you miss|were you out)\\b.*\\b(?:you|${MADE}s?)\\b|\\bhow (?:far|much) (?:off|out) (?:was|were) (?:you|${OWN} ?${MADE}s?)\\b|\\bhow (?:big|large) (?:is|was|were|are) your (?:errors?|mistakes?)\\b`,
  ),
  new RegExp(`\\bcheck (?:${OWN})? ?${MADE}s?\\b.*\\b(?:against|with)\\b`),
];
/** Plans have a review of their own, and what was bought or paid is no forecast. */
const OTHER =
  /\b(plans?|roster|rota|schedule|prices|recommendations?|suggestions?|benchmark|industry|others|will|should|if)\b/;
/** Asked of all forecasts, whatever the thread is about. */
const GENERAL = new RegExp(`\\b(?:${MADE}s|usually|in general|generally|overall|normally|track record|are you)\\b`);
const LEANING = ['forecast-metric', 'forecast-accuracy', 'ask-metric'];

/** "How good were your forecasts?", "were you right about last week?"; nothing when it is about something else. */
export function readAccuracy(
  parsed: Parsed,
  index: CatalogueIndex,
  clock: Clock,
  earlier: SkillCall | undefined,
): SkillCall | undefined {
  const { words } = parsed;
  if (OTHER.test(words) || !ACCURACY.some((pattern) => pattern.test(words))) return undefined;
  const slots = readSlots(parsed, index, 'past', clock);
  const before = earlier !== undefined && LEANING.includes(earlier.skill) ? readEarlier(earlier) : undefined;
  const leans = before !== undefined && !slots.metricSaid && slots.filter === undefined && !GENERAL.test(words);
  const metric = slots.metricSaid ? slots.metric : leans ? before.metric : undefined;
  const filter = slots.filter ?? (leans ? before.filter : undefined);
  const { period } = slots;
  return {
    skill: 'forecast-accuracy',
    input: {
      ...(metric === undefined ? {} : { metric }),
      ...(filter === undefined ? {} : { filter }),
      ...(period === undefined ? {} : { period }),
    },
  };
}
