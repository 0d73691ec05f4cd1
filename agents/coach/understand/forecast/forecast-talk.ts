import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { askPlainly } from '../ask-back.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import { type Parsed, parseMessage } from '../parse-message.ts';
import { readEarlier } from '../previous-call.ts';
import { readPeriods } from '../read-periods.ts';
import { readClean } from '../read-text.ts';
import type { Clock } from '../time/phrase.ts';
import { mergeExtras, withExtras } from './add-extras.ts';
import { askForPart } from './ask-for-part.ts';
import { askWhichEvent } from './ask-which-event.ts';
import { findEvent } from './find-event.ts';
import type { ForecastSetting, Span } from './forecast-setting.ts';
import { type ForecastExtras, readForecastThread } from './forecast-thread.ts';
import { readAccuracy } from './read-accuracy.ts';
import { type AssumptionsRead, readAssumptions } from './read-assumptions.ts';
import { readGrain } from './read-grain.ts';
import { ONE_CHART, readScenarios } from './read-scenarios.ts';
import { readShow } from './read-show.ts';
import { turnThread } from './turn-thread.ts';

/** What a message says of a forecast beside its number, place and time. */
export type ForecastTalk =
  /** All of it is understood. */
  | { readonly kind: 'told'; readonly understood: Understanding }
  /** The rest is to be planned as usual; it counts where a forecast comes of it. */
  | {
      readonly kind: 'beside';
      readonly rest: Parsed;
      readonly extras: ForecastExtras;
      /** A part of the company that alone is closed. */
      readonly closes?: AssumptionsRead['member'];
    };

export interface TalkSetting {
  readonly index: CatalogueIndex;
  readonly clock: Clock;
  readonly earlier?: SkillCall;
  /** Reads the message again with a name put right. */
  readonly readAgain: (text: string) => Understanding;
}

const FORECASTING = /\b(forecast\w*|predict\w*|project\w*|outlook|expect\w*|anticipat\w*)\b/;
const COMING = /\b(will|going to|shall)\b.*\bFUTURE\b|\bFUTURE\b.*\b(will|going to|shall)\b/;
/** "What happens to orders next month if …": a change to days ahead is told by a forecast. */
const HAPPENS_AHEAD = /^\W*what (?:happens|will happen|would happen) (?:to|with) .*\bMETRIC\b.*\bFUTURE\b/;
const SUPPOSED = /\b(if|assum\w+|suppos\w+|imagine|say|what about|how about)\b/;
/** Words that ask for nothing more than the forecast again. */
const FILLER =
  /\b(and|but|so|ok|okay|please|then|also|by the way|btw|what|about|how|now|no|yes|hey|hi|again|say|assume|assuming|suppose|supposing|imagine|let us|let|us|can|could|you|i|we|show|see|give|me|it|that|this|the|forecast|same|too|do|run|try|redo|update|with|for|a|an|if|just|only|remember|note|fyi|actually|sorry|is|would|look|like|be|does|happens|take|into account|account|chart|one|in|on|thanks|numbers?|them|things)\b|[^a-z]+/g;
/** Reads a message about forecasts; nothing when it is about something else, or asks for no more than a number. */
export function readForecastTalk(parsed: Parsed, setting: TalkSetting): ForecastTalk | undefined {
  const { index, clock, earlier } = setting;
  const thread = readForecastThread(earlier);
  const inThread = thread !== undefined;
  const accuracy = readAccuracy(parsed, index, clock, earlier);
  if (accuracy !== undefined) return told(accuracy);
  if (thread !== undefined && earlier !== undefined) {
    const turned = turnThread(parsed, thread, earlier, index, clock);
    if (turned !== undefined) return told(turned);
  }
  const shown = readShow(parsed, inThread);
  if (shown !== undefined && (inThread || shown.clear)) {
    const beside = without(parsed, [shown.span]);
    const { links, times } = parse(beside, setting);
    const rest = shown.pointing || (inThread && links.length + times.length === 0) ? '' : beside;
    return besideOr({ show: shown.show }, rest, inThread ? 'and ' : 'forecast ', setting, thread);
  }
  const asked = inThread && earlier !== undefined ? readEarlier(earlier) : undefined;
  const forecast: ForecastSetting = {
    index,
    clock,
    ...(asked?.period === undefined ? {} : { asked: asked.period }),
    ...(asked?.metric === undefined ? {} : { metric: asked.metric }),
  };
  const compared = readCompared(parsed, forecast, setting, thread);
  if (compared !== undefined) return compared;
  return readAssumed(parsed, forecast, thread, setting);
}

/** Several futures held against each other. What is compared names days of its own; a week or a month in it is when. */
function readCompared(
  parsed: Parsed,
  forecast: ForecastSetting,
  setting: TalkSetting,
  thread: ForecastExtras | undefined,
): ForecastTalk | undefined {
  const first = readScenarios(parsed, forecast);
  if (first === undefined) return undefined;
  const opens = first.scenarios.some(({ assume }) => assume.some(({ what }) => what === 'open' || what === 'closed'));
  if (thread === undefined && !first.event && !opens && !FORECASTING.test(parsed.words) && !COMING.test(parsed.shape))
    return undefined;
  const inside = parsed.times.filter(
    ({ start, end, said }) => start >= first.span.start && end <= first.span.end && STRETCH.test(said),
  );
  const [when] = inside;
  const compared =
    when === undefined
      ? first
      : (readScenarios(blank(parsed, when), { ...forecast, asked: when.resolve('future') }) ?? first);
  if (compared.unsure !== undefined)
    return { kind: 'told', understood: askWhichEvent(compared.unsure, parsed, setting.readAgain) };
  const rest = `${without(parsed, [compared.span])} ${when?.said ?? ''}`.replace(ONE_CHART, '').trim();
  return besideOr({ scenarios: compared.scenarios }, rest, thread === undefined ? 'forecast ' : '', setting, thread);
}

/** The message with one stretch of it left empty; what stands behind it stays where it is. */
const blank = (parsed: Parsed, { start, end }: Span): Parsed => ({
  ...parsed,
  words: parsed.words.slice(0, start) + ' '.repeat(end - start) + parsed.words.slice(end),
});

/** A stretch that futures are compared over, and no day of one of them. */
const STRETCH =
  /^(?:for |in |over |during )?(?:this|next|the next|the coming|coming) (?:week|month|quarter|fortnight)\b/;

const told = (call: SkillCall): ForecastTalk => ({
  kind: 'told',
  understood: { kind: 'plan', calls: [call], assumed: [] },
});

/** What is taken for granted in a message: about the thread's forecast, or beside a question for one. */
function readAssumed(
  parsed: Parsed,
  forecast: ForecastSetting,
  thread: ForecastExtras | undefined,
  setting: TalkSetting,
): ForecastTalk | undefined {
  const first = readAssumptions(parsed.read, forecast);
  if (first.spans.length === 0) return undefined;
  const rest = without(parsed, first.spans);
  const restParsed = parse(rest, setting);
  const asked = readPeriods(restParsed, 'future', setting.clock, forecast.asked).period;
  // Which "24th" is meant follows the days that the rest asks about.
  const read = asked === undefined ? first : readAssumptions(parsed.read, { ...forecast, asked });
  const empty = isEmpty(rest);
  const known =
    [...read.kinds].every((kind) => kind === 'event' || kind === 'without') &&
    findEvent(parsed.read, setting.index) !== undefined;
  if (thread === undefined && empty && !(known && SUPPOSED.test(parsed.words))) return undefined;
  if (
    thread === undefined &&
    !empty &&
    read.kinds.has('metric') &&
    !(FORECASTING.test(rest) || COMING.test(restParsed.shape) || HAPPENS_AHEAD.test(restParsed.shape))
  )
    return undefined;
  if (read.unsure !== undefined)
    return { kind: 'told', understood: askWhichEvent(read.unsure, parsed, setting.readAgain) };
  if (read.ask !== undefined && ((thread !== undefined && empty) || FORECASTING.test(rest)))
    return { kind: 'told', understood: askPlainly(read.ask) };
  if (read.assume.length === 0) return undefined;
  const extras = { assume: read.assume };
  // "What would we sell if we opened on Sundays?" is told by a forecast.
  const asking = read.kinds.has('metric')
    ? rest.replace(/^\W*what (?:happens|will happen|would happen) (?:to|with)\b/i, 'forecast')
    : rest.replace(/\bwould\b/g, 'will');
  const talk = besideOr(extras, asking, thread === undefined && empty ? 'forecast sales ' : '', setting, thread);
  return closing(talk, read.member);
}

/** One shop of several cannot be closed in a forecast of all of them: it is offered alone. */
function closing(talk: ForecastTalk, member: AssumptionsRead['member']): ForecastTalk {
  if (member === undefined) return talk;
  if (talk.kind === 'beside') return { ...talk, closes: member };
  const call = talk.understood.kind === 'plan' ? talk.understood.calls[0] : undefined;
  const asked = call === undefined ? undefined : askForPart(call, member);
  return asked === undefined ? talk : { kind: 'told', understood: asked };
}

/** The thread's forecast with these extras where nothing else is asked; else the rest, to be planned. */
function besideOr(
  extras: ForecastExtras,
  rest: string,
  lead: string,
  setting: TalkSetting,
  thread: ForecastExtras | undefined,
): ForecastTalk {
  const { earlier } = setting;
  if (thread === undefined || earlier === undefined || !isEmpty(rest))
    return { kind: 'beside', rest: parse(`${lead}${rest}`, setting), extras };
  const grain = readGrain(parse(rest, setting));
  const said = grain === undefined ? extras : { ...extras, grain };
  const { show: _, ...held } = thread;
  return told(withExtras(earlier, mergeExtras(held, said, readEarlier(earlier).period)));
}

const isEmpty = (rest: string): boolean => rest.toLowerCase().replace(FILLER, '') === '';

const parse = (text: string, { index, clock }: TalkSetting): Parsed =>
  parseMessage(readClean(text.trim()), index, clock);

/** The message without these stretches, with its capitals. */
function without({ read }: Parsed, spans: readonly Span[]): string {
  let rest = read.cased;
  for (const span of [...spans].sort((a, b) => b.start - a.start))
    rest = `${rest.slice(0, span.start)} ${rest.slice(span.end)}`;
  return rest
    .replace(/\s+/g, ' ')
    .replace(/\s*,\s*(?=[,.?!]|$)/g, '')
    .trim();
}
