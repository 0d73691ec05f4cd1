import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { type Parsed, parseMessage } from '../parse-message.ts';
import { readEarlier } from '../previous-call.ts';
import { readClean } from '../read-text.ts';
import { changeForecasts, mergeExtras, reachAssumed, withExtras } from './add-extras.ts';
import { askForPart } from './ask-for-part.ts';
import { readForecastTalk, type TalkSetting } from './forecast-talk.ts';
import { type ForecastExtras, readForecastThread } from './forecast-thread.ts';
import { readGrain } from './read-grain.ts';
import { askUnknownSubject } from './unknown-subject.ts';

/** A message planned. `leans`: it goes on from the turn before. */
export interface Planned {
  readonly understood: Understanding;
  readonly leans: boolean;
}

interface PlanSetting extends TalkSetting {
  /** Plans a message, or a part of one, for its numbers. */
  readonly plan: (parsed: Parsed) => Planned;
  /** Plans the whole message as if forecasts had nothing to take for granted. */
  readonly usual: () => Planned;
}

/**
 * Plans a message that may speak of forecasts: what is taken for granted, compared or shown is read first, and the rest
 * as any other message. What the thread's forecast holds is kept where the message goes on from it.
 */
export function planForecast(said: Parsed, given: PlanSetting): Understanding {
  const setting = { ...given, ...forgetOpening(said, given.earlier) };
  const parsed = sayAhead(said, setting);
  const asked = parsed === said ? setting : { ...setting, usual: () => setting.plan(parsed) };
  return planTalk(parsed, asked);
}

function planTalk(parsed: Parsed, setting: PlanSetting): Understanding {
  const talk = readForecastTalk(parsed, setting);
  if (talk?.kind === 'told') return talk.understood;
  if (talk?.kind === 'beside') {
    const planned = setting.plan(talk.rest);
    const first = forecastOf(planned.understood);
    if (first !== undefined) {
      const asked = talk.closes === undefined ? undefined : askForPart(first, talk.closes);
      return finish(asked ?? planned.understood, planned.leans, talk.rest, talk.extras, setting);
    }
  }
  const { understood, leans } = setting.usual();
  const call = forecastOf(understood);
  const unknown = call === undefined || leans ? undefined : askUnknownSubject(call, parsed, setting.index);
  if (unknown !== undefined) return unknown;
  return finish(understood, leans, parsed, {}, setting);
}

const ONLY_OPENING =
  /\b(?:only|just|instead|rather)\b.*\b(?:clos\w+|shut\w*|open\w*)\b|\b(?:clos\w+|shut\w*|open\w*)\b.*\b(?:only|just|instead)\b/;

/** "What if we close on Christmas Eve only?": days said before to be open or closed no longer count. */
function forgetOpening({ words }: Parsed, earlier: SkillCall | undefined): { readonly earlier?: SkillCall } {
  const held = readForecastThread(earlier);
  if (earlier === undefined || held?.assume === undefined || !ONLY_OPENING.test(words)) return {};
  const assume = held.assume.filter(({ what }) => what !== 'open' && what !== 'closed');
  const { assume: _, ...rest } = held;
  return { earlier: withExtras(earlier, assume.length === 0 ? rest : { ...rest, assume }) };
}

const FOR_A_TIME =
  /\bfor (?:the )?(?:whole |full |entire )?(?<count>a|an|one|two|three|four|six|twelve|\d{1,3}) (?<unit>(?:whole |full )?(?:day|week|month|quarter|year)s?)\b/;
const MANY = /^(?:(?:and|ok|okay|so|but|then)[ ,]+)*how (?:many|much) (?:of )?(?:the )?(?=\S)/;

/**
 * What is asked in the words of looking ahead: "by month for a year" is the next year, and "how many rolls?" under a
 * forecast goes on with it.
 */
function sayAhead(parsed: Parsed, { index, clock, earlier }: PlanSetting): Parsed {
  if (parsed.times.length > 0) return parsed;
  const { cased } = parsed.read;
  const again = (text: string) => parseMessage(readClean(text), index, clock);
  const span = FOR_A_TIME.exec(parsed.words);
  if (span !== null && /\b(?:forecast\w*|predict\w*|project\w*|expect\w*|will)\b/.test(parsed.words)) {
    const { count = '', unit = '' } = span.groups ?? {};
    const ahead = `for the next ${/^(?:an?|one)$/.test(count) ? '' : `${count} `}${unit.replace(/^(?:whole|full) /, '')}`;
    return again(`${cased.slice(0, span.index)}${ahead}${cased.slice(span.index + span[0].length)}`);
  }
  const many = MANY.exec(parsed.words);
  const goesOn =
    readForecastThread(earlier) !== undefined &&
    many !== null &&
    parsed.links.some((link) => link.kind === 'member') &&
    !/\b(?:did|was|were|have|has|had|do|does|is|are)\b/.test(parsed.words);
  return goesOn ? again(`and for ${cased.slice(many[0].length)}`) : parsed;
}

function forecastOf(understood: Understanding): SkillCall | undefined {
  const calls =
    understood.kind === 'plan'
      ? understood.calls
      : understood.question.choices.flatMap(({ call }) => (call === undefined ? [] : [call]));
  return calls.find(({ skill }) => skill === 'forecast-metric');
}

function finish(
  understood: Understanding,
  leans: boolean,
  parsed: Parsed,
  said: ForecastExtras,
  { earlier, clock }: PlanSetting,
): Understanding {
  const grain = readGrain(parsed);
  const now: ForecastExtras = grain === undefined ? said : { ...said, grain };
  return changeForecasts(understood, (call) => {
    const held = leans ? heldBy(readForecastThread(earlier), parsed) : {};
    const { period } = readEarlier(call);
    const reached = leans || parsed.times.length > 0 ? call : reachAssumed(call, now.assume ?? [], clock);
    return withExtras(reached, mergeExtras(held, now, period));
  });
}

/** What it is made of is asked for once more only of another number or part, not of other days. */
function heldBy(thread: ForecastExtras | undefined, parsed: Parsed): ForecastExtras {
  const { show, ...held } = thread ?? {};
  return show === 'drivers' && parsed.times.length === 0 && parsed.links.length > 0 ? { ...held, show } : held;
}
