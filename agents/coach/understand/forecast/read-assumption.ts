import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';
import { contentWords } from '../content-words.ts';
import { isDated } from '../dated-events.ts';
import { type Parsed, parseMessage } from '../parse-message.ts';
import { findNames } from '../plans/find-names.ts';
import type { PlanNameKind } from '../plans/name-index.ts';
import { readClean } from '../read-text.ts';
import { findDays } from './find-days.ts';
import { type EventFound, findEvent } from './find-event.ts';
import { type ForecastSetting, overlaps, type Span } from './forecast-setting.ts';
import { readOpening } from './read-opening.ts';
import { readOtherMetric } from './read-other-metric.ts';

/** What one clause takes for granted. */
export interface AssumptionRead {
  readonly assume: readonly ForecastAssumption[];
  readonly kind: ForecastAssumption['what'];
  /** An event's name that fits several. */
  readonly unsure?: EventFound;
  /** What is missing, in words. */
  readonly ask?: string;
  /** A part of the company that alone is closed. */
  readonly member?: { readonly dimension: string; readonly member: string };
}

/** People, shifts and goods are of plans. */
const OF_PLANS: readonly PlanNameKind[] = ['employee', 'role', 'shift', 'supplier', 'item'];
const QUESTION =
  /^\W*(?:(?:and|so|but|ok|then)\b\s*)*(?:are|is|was|were|did|does|do|when|why|who|which|where|how|has|have|should|shall|can|could|will|what (?!if\b|about\b)|forecast|predict|project|show|plan|compare)\b/;
const WITHOUT =
  /\b(without|ignor\w+|exclud\w+|except(?: for)?|leav\w+ out|skip\w*|cancel\w*|call(?:ed|s)? off|drop(?:s|ped|ping)?|minus|there (?:is|was|were|will be) no|not (?:happen|run|take place|come|held|on|repeat\w*|have|hold|do)|no longer|no(?: more)?|never happen\w*)\b/;
const HAPPENS =
  /\b(again|another|runs?|running|repeat\w*|is on|are on|takes? place|happens?|back|starts?|comes?|coming|hold|have|has|with|during|assum\w+|suppos\w+|if|what about|how about|there (?:is|will be)|say|imagine|like last (?:time|year)|on|from|this time|also|include|including|plus|add|put|do|moves?|moved|is)\b/;
const NOTHING_SAID = 'On which days? Say them along with it, for example: closed on Christmas Eve.';
const ONLY_DAYS = 'I can forecast with whole days open or closed, not with other hours. Which days do you mean?';
const STEP = 'How much is that in per cent, or what would it be then? I can work with either.';
const NO_SUCH_NUMBERS = 'I have no temperatures in your data, so I cannot take them into account.';

/** Reads one clause; nothing when it takes nothing for granted. `inherited`: days said in a clause beside it. */
export function readAssumption(text: string, setting: ForecastSetting): AssumptionRead | undefined {
  const parsed = parseMessage(readClean(text), setting.index, setting.clock);
  const asking = QUESTION.test(text);
  const event = findEvent(parsed.read, setting.index, ownNames(parsed));
  if (namesOfPlans(parsed, event, setting)) return undefined;
  const without = asking ? undefined : readWithout(parsed, event, setting);
  if (without !== undefined) return without;
  const opening = asking ? undefined : readOpening(text, shapeWithout(parsed, event, setting), setting);
  if (opening !== undefined) {
    const place = parsed.links.find((link) => link.kind === 'member');
    return {
      kind: opening.what,
      assume: opening.assume,
      ...(opening.assume.length === 0 ? { ask: opening.hours ? ONLY_DAYS : NOTHING_SAID } : {}),
      ...(place?.kind === 'member' ? { member: { dimension: place.dimension, member: place.member } } : {}),
    };
  }
  if (event !== undefined && !asking && takesPlace(parsed, event)) return readEvent(text, event, setting);
  if (asking) return undefined;
  const other = readOtherMetric(text, setting);
  if (other === undefined) return undefined;
  if (other.kind === 'assume') return { kind: 'metric', assume: [other.assume] };
  return { kind: 'metric', assume: [], ask: other.kind === 'step' ? STEP : NO_SUCH_NUMBERS };
}

/** Names said in full keep their words: the "Street" of a product is not the street festival. */
function ownNames({ links, read }: Parsed) {
  return links.flatMap((link) =>
    link.kind === 'member' && !link.guessed
      ? [{ start: read.tokens[link.from]?.start ?? 0, end: read.tokens[link.to - 1]?.end ?? 0 }]
      : [],
  );
}

/** Does it speak of people or goods? The "pastry" of a pastry week is none of the pastry bags. */
function namesOfPlans(parsed: Parsed, event: EventFound | undefined, { index }: ForecastSetting): boolean {
  return findNames(parsed.read, index).some(
    (name) =>
      !isInside(name, event) &&
      [...name.readings.keys()].some((kind) => OF_PLANS.includes(kind)) &&
      !parsed.times.some((time) => overlaps(time, name)),
  );
}

const isInside = (name: Span, event: EventFound | undefined): boolean =>
  event !== undefined &&
  name.start >= event.start &&
  name.end <= event.end &&
  name.end - name.start < event.end - event.start;

/** The clause without its metrics and its event: a "closing party" closes nothing. */
function shapeWithout(parsed: Parsed, event: EventFound | undefined, setting: ForecastSetting): string {
  if (event === undefined || event.labels.every(isDated)) return parsed.shape;
  const words = `${parsed.words.slice(0, event.start)}EVENT${parsed.words.slice(event.end)}`;
  return parseMessage(readClean(words), setting.index, setting.clock).shape;
}

/** An event by a word, not by a date: "on Christmas Day" says when. */
function takesPlace(parsed: Parsed, event: EventFound): boolean {
  const dated = parsed.times.some((time) => time.start <= event.start && time.end >= event.end);
  return !dated && HAPPENS.test(parsed.words);
}

function readEvent(text: string, event: EventFound, setting: ForecastSetting): AssumptionRead {
  const { periods } = findDays(
    text.slice(0, event.start) + ' '.repeat(event.end - event.start) + text.slice(event.end),
    setting,
  );
  const [label = event.said] = event.labels;
  const assume: readonly ForecastAssumption[] =
    periods.length === 0 ? [{ what: 'event', label }] : periods.map((period) => ({ what: 'event', label, period }));
  return { kind: 'event', assume, ...unsureOf(event) };
}

const unsureOf = (event: EventFound): Pick<AssumptionRead, 'unsure'> =>
  event.labels.length > 1 ? { unsure: event } : {};

/** "Without the promotion", "if there were no promo", "the festival does not take place". */
function readWithout(
  parsed: Parsed,
  event: EventFound | undefined,
  setting: ForecastSetting,
): AssumptionRead | undefined {
  if (!WITHOUT.test(parsed.words)) return undefined;
  if (event !== undefined) {
    const [label = event.said] = event.labels;
    return { kind: 'without', assume: [{ what: 'without', label }], ...unsureOf(event) };
  }
  const label = labelSaid(parsed);
  if (label === undefined || readOtherMetric(parsed.words, setting)?.kind === 'assume') return undefined;
  return { kind: 'without', assume: [{ what: 'without', label }] };
}

const SAID =
  /\b(?:without|ignoring|excluding|if there (?:is|was|were) no)\s+(?:the |a |an |any |our |that |those |this |all )?([a-z][a-z' -]{2,40}?)(?= (?:this time|again|next|this|on|in|for|at)\b|\W*$)/;

/** Something to leave out that the calendar has no name for, as it was said. */
function labelSaid(parsed: Parsed): string | undefined {
  const said = SAID.exec(parsed.words)?.[1]?.trim();
  if (said === undefined || said.split(' ').length > 4 || /^(it|that|this|them|those|these|assum\w+)\b/.test(said))
    return undefined;
  if (/\b(we|you|they|he|she|closing|opening)\b/.test(said)) return undefined;
  const known = parsed.links.some((link) => link.kind !== 'dimension');
  return known || contentWords(parsed).length > 0 ? said : undefined;
}

/** What is left out and what takes place, as two futures of one thing. */
export function withAndWithout(label: string): readonly (readonly ForecastAssumption[])[] {
  return [isDated(label) ? [] : [{ what: 'event', label }], [{ what: 'without', label }]];
}
