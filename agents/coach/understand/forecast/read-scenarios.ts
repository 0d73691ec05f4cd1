import type { ForecastAssumption, ForecastScenario } from '../../../../src/contracts/forecast.ts';
import { isDated } from '../dated-events.ts';
import type { Parsed } from '../parse-message.ts';
import { readClean } from '../read-text.ts';
import { findDays } from './find-days.ts';
import { type EventFound, findEvent } from './find-event.ts';
import type { ForecastSetting, Span } from './forecast-setting.ts';
import { readAssumption, withAndWithout } from './read-assumption.ts';

/** Several futures that a message holds against each other, and where it says so. */
export interface ScenariosRead {
  readonly scenarios: readonly ForecastScenario[];
  readonly span: Span;
  /** They were told from one thing that the calendar knows. */
  readonly event: boolean;
  readonly unsure?: EventFound;
}

const AS_IT_IS: ForecastScenario = { assume: [] };
const END = '(?=[,.;?!]|$)';
const WITH_AND_WITHOUT = new RegExp(
  `\\b(?:compare |both )?with (?:and|or|vs|versus) without (?<same>[^,.;?!]+?)${END}|\\b(?:compare )?with (?<one>[^,.;?!]+?),? (?:and|or|vs|against|versus) (?:with ?out)(?: (?:it|that|them|one|any|the [a-z]+))?${END}`,
);
/** Where they are to be seen is not what they are. */
export const ONE_CHART = /\s*,?\s*\b(?:in|on) (?:one|the same|a single|1) (?:chart|graph|picture|plot)\W*$/;
const STEP =
  '(?:(?:up|down) (?:by )?)?\\d+(?:\\.\\d+)? ?(?:%|percent)(?: (?:up|down|more|less|higher|lower|cheaper|dearer))?';
/** "With prices up 3% and down 3%". */
const STEPS = new RegExp(
  `\\bwith (?<what>(?!and\\b|or\\b)[a-z][a-z ]*?) (?<up>${STEP}),? (?:and|or|vs|versus|against) (?:with )?(?<down>${STEP})(?![^,.;?!]*\\b(?:more|less) [a-z])`,
);
/** A closing said as a thing: the other side of it is to be open on that day. */
const A_CLOSING = /\b(?:closing|closings|closure|closures|shutdown|day off)\W*$/;
const COMPARED = new RegExp(
  `\\b(?:compare|contrast|difference between)\\b (?<left>[^,.;?!]+?) (?:with|to|and|vs|against|or) (?<right>[^.;?!]+?)${END}|^(?:(?:and|what about|show me|show|so) )*(?<first>[^,.;?!]+?) (?:vs|against|compared (?:to|with)) (?<second>[^.;?!]+?)${END}`,
);
const MADE_BY =
  '(?:bring|add|change|cost|make|give|do|mean|lose|take away|take|gain|bring in|bring us|be worth|account for|contribute)';
const DIFFERENCE = new RegExp(
  [
    `\\bwhat (?:a |kind of )?(?:difference|effect|impact|influence) (?:does|do|would|will|has|have|did) (?<d1>[^,.;?!]+?) (?:make|have|bring)\\b[^,.;?!]*`,
    `\\bwhat (?:is|would be) the (?:difference|effect|impact|influence) (?:of|from|if) (?<d2>[^,.;?!]+)`,
    `\\bhow much (?:of (?:that|this|it) )?(?:is|comes from|is from|is due to|is because of) (?:it )?(?<d3>(?:the |a |our )[^,.;?!]+)`,
    `\\b(?:what|how much) (?:does|do|would|will) (?<d4>[^,.;?!]+?) ${MADE_BY}\\b[^,.;?!]*`,
    `\\bhow (?:does|do|would|will) (?<d5>[^,.;?!]+?) (?:affect|change|move|influence|impact) (?:it|that|this|the forecast|things)\\b`,
  ].join('|'),
);
/** Words that stand for the forecast as it is. */
const PLAIN =
  /^\W*(?:(?:the|a|our|being|keeping|leaving|just|with)\b\s*)*(?:it|that|this|them|now|normal|usual|as (?:it )?is|the forecast|forecast|the original|original|the plain one|before|nothing|no change|not|as (?:things|it) stands?|business as usual)(?: (?:one|forecast|as it is|now))?\W*$/;
const GENERIC_EVENT =
  /^\W*(?:(?:the|a|an|our|that|this|any|all|public|bank)\b\s*)*(holidays?|promo|promos|promotions?|events?|festival|discounts?|campaign|offers?)\W*$/;
/** Doing something, said as a thing: "closing on Sunday". */
const DOING = /^\W*(?:us |our |being |if we |it if we )?/;

/** Reads a message as several futures, each named by what it assumes; nothing when it is none, or when it compares other things. */
export function readScenarios({ read, words, times }: Parsed, setting: ForecastSetting): ScenariosRead | undefined {
  if (times.some((time) => time.leaning === 'past')) return undefined;
  const both = WITH_AND_WITHOUT.exec(words);
  if (both !== null)
    return toggled((both.groups?.same ?? both.groups?.one ?? '').replace(ONE_CHART, ''), spanOf(both), setting);
  const steps = STEPS.exec(words);
  if (steps !== null) {
    const { what = '', up = '', down = '' } = steps.groups ?? {};
    const sides = readSides(`${what} ${up}`, `${what} ${down}`, setting);
    if (sides !== undefined) return { scenarios: sides, span: spanOf(steps), event: false };
  }
  const compared = COMPARED.exec(words);
  if (compared !== null) {
    const { left, right, first, second } = compared.groups ?? {};
    const sides = readSides(left ?? first ?? '', right ?? second ?? '', setting);
    if (sides !== undefined) return { scenarios: sides, span: spanOf(compared), event: false };
  }
  const difference = DIFFERENCE.exec(read.lower);
  if (difference === null) return undefined;
  const { d1, d2, d3, d4, d5 } = difference.groups ?? {};
  return differing(d1 ?? d2 ?? d3 ?? d4 ?? d5 ?? '', spanOf(difference), setting);
}

const spanOf = (match: RegExpExecArray): Span => ({ start: match.index, end: match.index + match[0].length });

/** "With and without the promo": what is named takes place, and does not. */
function toggled(said: string, span: Span, setting: ForecastSetting): ScenariosRead | undefined {
  const named = eventScenarios(said, span, setting);
  if (named !== undefined) return named;
  const { assume = [] } =
    readAssumption(said.replace(DOING, ''), setting) ?? readAssumption(`with ${said}`, setting) ?? {};
  if (assume.length === 0) return undefined;
  const opened = assume.flatMap((each) => (each.what === 'closed' ? [{ ...each, what: 'open' as const }] : []));
  const other = A_CLOSING.test(said) && opened.length === assume.length ? { assume: opened } : AS_IT_IS;
  return { scenarios: [{ assume }, other], span, event: false };
}

/** "What difference does closing on Sunday make?": the forecast as it is, and with it. */
function differing(said: string, span: Span, setting: ForecastSetting): ScenariosRead | undefined {
  const named = eventScenarios(said, span, setting);
  if (named !== undefined) return named;
  const read = readAssumption(said.replace(DOING, ''), setting) ?? readAssumption(`with ${said}`, setting);
  if (read === undefined || read.assume.length === 0) return undefined;
  return { scenarios: [AS_IT_IS, { assume: read.assume }], span, event: false };
}

function eventScenarios(said: string, span: Span, setting: ForecastSetting): ScenariosRead | undefined {
  const read = readClean(said);
  const event = findEvent(read, setting.index);
  const generic = GENERIC_EVENT.exec(said)?.[1];
  const dated = isDated(said.trim()) ? said.trim() : undefined;
  const label = event?.labels[0] ?? generic ?? dated;
  if (label === undefined || /\b(clos\w+|shut\w*|open\w*)\b/.test(said)) return undefined;
  const unsure = event !== undefined && event.labels.length > 1 ? { unsure: event } : {};
  const beside = event === undefined ? said : said.slice(0, event.start) + said.slice(event.end);
  const { periods } = findDays(beside, setting);
  if (event !== undefined && periods.length > 0 && !isDated(label)) {
    const assume = periods.map((period) => ({ what: 'event' as const, label, period }));
    return { scenarios: [AS_IT_IS, { assume }], span, event: true, ...unsure };
  }
  return {
    scenarios: withAndWithout(label).map((assume) => ({ assume })),
    span,
    event: event !== undefined || dated !== undefined,
    ...unsure,
  };
}

/** Both sides of a comparison. What only one side says (the day, the thing that changes) holds for the other too. */
function readSides(left: string, right: string, setting: ForecastSetting): readonly ForecastScenario[] | undefined {
  const a = readSide(left, right, setting);
  const b = readSide(right, left, setting);
  if (a === undefined || b === undefined || (a.length === 0 && b.length === 0)) return undefined;
  return [{ assume: a }, { assume: b }];
}

function readSide(side: string, other: string, setting: ForecastSetting): readonly ForecastAssumption[] | undefined {
  if (PLAIN.test(side)) return [];
  const own = readAssumption(side.replace(DOING, ''), setting) ?? readAssumption(`with ${side}`, setting);
  if (own !== undefined && own.assume.length > 0) return own.assume;
  const days = dayWords(other, setting);
  if (own !== undefined && days !== '') return readAssumption(`${side} ${days}`, setting)?.assume;
  // "5% up" beside "prices 10% up": the number takes the other's place.
  const borrowed = other.replace(
    /\d+(?:\.\d+)? ?(?:%|percent)/,
    /\d+(?:\.\d+)? ?(?:%|percent)/.exec(side)?.[0] ?? '$&',
  );
  return borrowed === other ? undefined : readAssumption(borrowed, setting)?.assume;
}

function dayWords(text: string, setting: ForecastSetting): string {
  const { spans } = findDays(text, setting);
  return spans.map((span) => `on ${text.slice(span.start, span.end).replace(/^on /, '')}`).join(' and ');
}

/** The forecast with and without what the thread assumes already: "compare the two". */
export function compareBoth(assume: readonly ForecastAssumption[]): readonly ForecastScenario[] {
  return [AS_IT_IS, { assume }];
}
