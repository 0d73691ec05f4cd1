import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';
import type { ReadText } from '../read-text.ts';
import { cutClauses } from './cut-clauses.ts';
import { findDays } from './find-days.ts';
import type { EventFound } from './find-event.ts';
import type { ForecastSetting, Span } from './forecast-setting.ts';
import { type AssumptionRead, readAssumption } from './read-assumption.ts';

/** All that a message takes for granted, and where it says so. */
export interface AssumptionsRead {
  readonly assume: readonly ForecastAssumption[];
  readonly kinds: ReadonlySet<ForecastAssumption['what']>;
  readonly spans: readonly Span[];
  readonly unsure?: EventFound;
  readonly ask?: string;
  readonly member?: { readonly dimension: string; readonly member: string };
}

const ELLIPTIC = /[a-z]{2}/;
const JOINING = /\b(and|also|the|on|from|to|or|again|as well|too)\b/g;

/** Reads every clause of a message. Days alone go on with what the clause before said: "closed on the 24th, and the 31st". */
export function readAssumptions(read: ReadText, setting: ForecastSetting): AssumptionsRead {
  const assume: ForecastAssumption[] = [];
  const spans: Span[] = [];
  const kinds = new Set<ForecastAssumption['what']>();
  let found: AssumptionRead | undefined;
  const asides: AssumptionRead[] = [];
  for (const cut of cutClauses(read, setting)) {
    const more = found === undefined ? [] : continued(cut.text, found, setting);
    if (more.length > 0) {
      const last = assume.at(-1);
      // "The sale starts again, from the 15th": the days of what was just said.
      if (last !== undefined && last.what !== 'without' && last.period === undefined) assume.pop();
      assume.push(...more);
      spans.push(cut);
      continue;
    }
    const next = readAssumption(cut.text, setting);
    if (next === undefined) continue;
    found = next;
    assume.push(...next.assume);
    kinds.add(next.kind);
    spans.push(cut);
    asides.push(next);
  }
  const unsure = asides.find((aside) => aside.unsure !== undefined)?.unsure;
  const ask = assume.length > 0 && asides.length > 1 ? undefined : asides.find((aside) => aside.ask !== undefined)?.ask;
  const member = asides.find((aside) => aside.member !== undefined)?.member;
  return {
    assume,
    kinds,
    spans,
    ...(unsure === undefined ? {} : { unsure }),
    ...(ask === undefined || assume.length > 0 ? {} : { ask }),
    ...(member === undefined ? {} : { member }),
  };
}

/** A clause of days only, after one that says what holds on days. */
function continued(text: string, before: AssumptionRead, setting: ForecastSetting): readonly ForecastAssumption[] {
  const like = before.assume.at(-1);
  if (like === undefined || like.what === 'without') return [];
  const { periods, spans } = findDays(text, setting);
  let rest = text;
  for (const span of [...spans].sort((a, b) => b.start - a.start))
    rest = rest.slice(0, span.start) + rest.slice(span.end);
  if (periods.length === 0 || ELLIPTIC.test(rest.replace(JOINING, ''))) return [];
  return periods.map((period) => ({ ...like, period }));
}
