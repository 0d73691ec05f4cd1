import { type Amount, findAmounts } from './amounts.ts';
import { type CatalogueIndex, nameKey } from './catalogue-index.ts';
import { type Link, linkEntities } from './link-entities.ts';
import type { ReadText } from './read-text.ts';
import { findTimes } from './time/find-times.ts';
import type { Clock, TimePhrase } from './time/phrase.ts';

/** A message with everything that could be recognised in it, before anything is decided. */
export interface Parsed {
  readonly read: ReadText;
  readonly words: string;
  /** The words with what was recognised written as its kind: "why was METRIC at MEMBER down PAST". */
  readonly shape: string;
  readonly links: readonly Link[];
  readonly times: readonly TimePhrase[];
  readonly amounts: readonly Amount[];
}

/** Recognises names, times and numbers. */
export function parseMessage(read: ReadText, index: CatalogueIndex, clock: Clock): Parsed {
  const ownNames = longNames(read, index);
  const times = findTimes(read.lower, clock).filter(
    (time) => !ownNames.some((name) => time.start < name.end && time.end > name.start),
  );
  // The "Street" of a street festival is no product.
  const events = ownNames.filter((name) => name.event);
  const links = linkEntities(read, index, [...times, ...events]);
  const amounts = findAmounts(read.lower).filter(
    (amount) => !times.some((time) => amount.start < time.end && amount.end > time.start),
  );
  return { read, words: read.lower, shape: drawShape(read, links, times, amounts), links, times, amounts };
}

/** Names of several words, which a date inside does not break: a "Sunday roast" is not a Sunday, a "winter sale" no winter. */
function longNames(read: ReadText, index: CatalogueIndex): readonly LongName[] {
  const spans: LongName[] = [];
  for (let length = 2; length <= 4; length++) {
    for (let from = 0; from + length <= read.tokens.length; from++) {
      const tokens = read.tokens.slice(from, from + length);
      const key = nameKey(tokens);
      const own = index.names.has(key);
      if (!own && !index.events.has(key)) continue;
      spans.push({ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0, event: !own });
    }
  }
  return spans;
}

interface LongName {
  readonly start: number;
  readonly end: number;
  /** An event of the calendar, and nothing else. */
  readonly event: boolean;
}

function drawShape(
  read: ReadText,
  links: readonly Link[],
  times: readonly TimePhrase[],
  amounts: readonly Amount[],
): string {
  const time = { past: 'PAST', future: 'FUTURE', either: 'WHEN' };
  const amount = { percent: 'PCT', money: 'MONEY', number: 'NUM' };
  const kind = { metric: 'METRIC', member: 'MEMBER', dimension: 'DIM' };
  const spans = [
    ...links
      .filter((link) => link.kind !== 'metric' || link.metrics.length > 0)
      .map((link) => ({
        start: read.tokens[link.from]?.start ?? 0,
        end: read.tokens[link.to - 1]?.end ?? 0,
        as: kind[link.kind],
      })),
    ...times.map((phrase) => ({ start: phrase.start, end: phrase.end, as: time[phrase.leaning] })),
    ...amounts.map((said) => ({ start: said.start, end: said.end, as: amount[said.kind] })),
  ].sort((a, b) => a.start - b.start);
  let shape = '';
  let at = 0;
  for (const span of spans) {
    if (span.start < at) continue;
    shape += read.lower.slice(at, span.start) + span.as;
    at = span.end;
  }
  return shape + read.lower.slice(at);
}
