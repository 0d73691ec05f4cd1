import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import type { Parsed } from '../parse-message.ts';
import { readEarlier } from '../previous-call.ts';
import { daysBetween } from '../time/civil.ts';
import type { Clock } from '../time/phrase.ts';
import { mergeExtras, withExtras } from './add-extras.ts';
import { findEvent } from './find-event.ts';
import type { ForecastExtras } from './forecast-thread.ts';
import { readFollowing } from './read-following.ts';
import { isGrainOnly, readGrain } from './read-grain.ts';
import { readOtherSize } from './read-other-size.ts';
import { compareBoth } from './read-scenarios.ts';

const FORGET = [
  /^(?:(?:ok|no|and|please|now|so|then)[ ,]+)*(?:forget|drop|undo|remove|ignore|cancel|scrap|take (?:back|away|out)|leave out|without) (?:that|those|this|it|them|(?:the|all|my|these|those) (?:\w+ ){0,3}?(?:assumptions?|changes?|scenarios?))(?: again| now| please)?\W*$/,
  /\b(?:as|how|what|like) it was(?: before)?\W*$|\bback to (?:normal|the (?:original|first|plain)|how it was|before)\b|\b(?:without|no) (?:any |the |those |these |all )?assumptions?\b/,
];
const BOTH =
  /\bcompare (?:the two|both|them|those|these)\b|\bwith (?:and|or|vs|versus) without (?:it|that|this|them)\b|\b(?:both|the two|them|all|it all|everything)\b.{0,20}\b(?:in|on) (?:one|the same|a single|1) (?:chart|graph|picture|plot)\b|\bside by side\b|\bnext to each other\b|\b(?:show|put|plot|draw|see) (?:me )?(?:both|the two)\b|^(?:and )?what is the difference\W*$|\b(?:what|how much) difference (?:does|would|did) (?:that|it|this) make\b|\bhow (?:much )?(?:does|do|would) (?:that|it|this) (?:change|differ)\b|\bcompare (?:that|it|this) (?:with|to|against) (?:the )?(?:before|original|normal|plain|usual|first one|one before|how it was|without (?:that|it))\b/;

/** What turns the forecast before without naming anything: back to the plain one, both in one chart, another grain. */
export function turnThread(
  parsed: Parsed,
  thread: ForecastExtras,
  earlier: SkillCall,
  index: CatalogueIndex,
  clock: Clock,
): SkillCall | undefined {
  const { words } = parsed;
  const { period } = readEarlier(earlier);
  const following = period === undefined ? undefined : readFollowing(parsed, period, clock);
  if (following !== undefined) {
    const { show: _, ...held } = thread;
    const input = { ...earlier.input, period: following, horizonDays: daysBetween(clock.today, following.end) };
    return withExtras({ skill: earlier.skill, input }, mergeExtras(held, {}, following));
  }
  const resized = readOtherSize(parsed, thread.assume ?? []);
  if (resized !== undefined) return withExtras(earlier, { ...thread, assume: resized });
  const holds = thread.assume !== undefined || thread.scenarios !== undefined;
  if (holds && FORGET.some((pattern) => pattern.test(words))) {
    const event = findEvent(parsed.read, index);
    const kept = (thread.assume ?? []).filter(
      (each) => event !== undefined && !('label' in each && event.labels.includes(each.label)),
    );
    return withExtras(
      earlier,
      mergeExtras({ ...(thread.grain === undefined ? {} : { grain: thread.grain }) }, { assume: kept }, undefined),
    );
  }
  if (holds && BOTH.test(words)) {
    const scenarios = thread.scenarios ?? compareBoth(thread.assume ?? []);
    const { show: _, assume, ...rest } = thread;
    return withExtras(earlier, {
      ...rest,
      scenarios,
      ...(thread.scenarios === undefined || assume === undefined ? {} : { assume }),
    });
  }
  const grain = readGrain(parsed);
  if (grain === undefined || !isGrainOnly(parsed)) return undefined;
  // What it is made of looks the same by the week: another width is asked of the forecast itself.
  const { show: _, ...held } = thread;
  return withExtras(earlier, { ...held, grain });
}
