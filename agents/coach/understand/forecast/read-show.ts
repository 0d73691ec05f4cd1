import type { Parsed } from '../parse-message.ts';
import type { Span } from './forecast-setting.ts';

/** What a message wants to see of a forecast, and where it says so. */
export interface ShowRead {
  readonly show: 'drivers' | 'backtest';
  readonly span: Span;
  /** Said in words that can only be about a forecast. */
  readonly clear: boolean;
  /** Asks about the forecast that was shown: nothing else it names turns it. */
  readonly pointing: boolean;
}

const IT =
  '(?:it|that|this|them|these|those|(?:the|your|this|that|our) (?:\\w+ )?(?:forecast|number|figure|prediction|total|estimate|outlook|projection|result)s?)';
const FORECAST = /\b(forecast\w*|predict\w*|projection|outlook|expectation|expected|expect)\b/;

const DRIVERS: readonly RegExp[] = [
  new RegExp(
    `\\bwhat (?:is |are |was )?${IT}(?: is| are)? (?:made (?:up )?of|made from|built (?:on|from|of)|driven by|composed of)\\b`,
  ),
  /\bconsists? of\b/,
  new RegExp(
    `\\bwhat (?:is |are |really |mainly )*(?:drives?|driving|moves?|moving|shapes?|shaping|pushes|pushing|behind|influences?|influencing|goes into|going into|explains?|makes up|holding up|underl\\w+) (?:up )?${IT}`,
  ),
  /\bwhat (?:drives|moves|shapes|is driving|is behind|makes up|explains) (?:the |our |my |your )?(?=.{0,60}\b(?:forecast|prediction|outlook|projection))/,
  /\bwhat will (?:drive|move|shape|push)\b/,
  /\b(?:break|split|take|pull|separate|decompose|cut)\b (?:it|that|this|the forecast|them)?(?: \w+)?(?: down| up| apart)? ?(?:into|in|by|to)? (?:its |the )?(?:trend|season\w*|parts|pieces|components|drivers|bits)\b.*/,
  /\bdecompos\w*\b(?: (?:it|that|this|the forecast))?/,
  /\btake (?:it|that|this|the forecast) apart\b/,
  /\b(?:what|which|how much)\b[^.?]*\b(?:trend|season\w*|holidays?)\b.*\b(?:trend|season\w*|holidays?|weekday)\b.*/,
  /\b(?:trend|season\w*) and (?:the |what is )?(?:trend|season\w*|holidays?)\b/,
  /\b(?:show|see|list|give)\b.*\b(?:the |its )?(?:drivers|components|decomposition)\b/,
  /^(?:(?:and|but|ok|so) )*(?:the )?drivers\W*$/,
  /\bwhy (?:do|would|did|are|have) you (?:expect|think|say|forecast|forecasting|predict|predicting|believe|see|assume|reckon|project|expecting)\w*\b.*/,
];
/** "What drives revenue next week": of days ahead, only a forecast can tell. */
const DRIVES_A_NUMBER: readonly RegExp[] = [
  /\bwhat (?:is |are |really |mainly )*(?:drives?|driving|moves?|moving|shapes?|shaping|is behind) (?:the |our |my )?/,
];
/** A why under a forecast, where it says nothing of what happened. */
const WHY: readonly RegExp[] = [
  /^(?:(?:but|and|ok|so|hm+),? )*why(?: (?:is|are) (?:it|that|this|they))?(?: so)?(?: (?:much|many|high|low|big|small|few|little|good|bad))?\W*$/,
  /\bwhy (?:so|such|only|will|would|should)\b.*/,
  /\bwhy (?:is|are|does) (?:it|that|this|they|there|the (?:forecast|number|prediction|line|range|band))\b.*/,
  /\bwhy (?:is|are) (?:\w+ ){1,4}(?:so|that|such a|the) (?:\w+)\W*$/,
];
const HAPPENED =
  /\b(did|was|were|had|has|have been|dropp?e?d?|fell|fall(?:en)?|down|rose|jumped|went|tanked|slumped|changed?|last|yesterday)\b/;

const BACKTEST: readonly RegExp[] = [
  /\bback-? ?test\w*\b/,
  /\bhow (?:did|does|do|has|have|would|well|good|is|was) (?:did |does |has |is |was |were |would )?(?:your|the|this|that) (?:method|model|approach|way|maths?|system|algorithm)\b.*/,
  /\bhow (?:did|would|has|have) (?:it|this|that|the forecast|your forecasts?) (?:have )?(?:do|done|did|fared?|perform\w*|work\w*) (?:on|in|over|against|with) (?:the )?(?:past|history|old|last|earlier)\b.*/,
  /\b(?:can|should|could|do|may|how far can|how much can) (?:i|we) (?:really |actually )?(?:trust|believe|rely on|count on|bank on|depend on)\b.*/,
  new RegExp(
    `\\b(?:is|are) ${IT} (?:\\w+ )?(?:reliable|trustworthy|any good|realistic|solid|credible|believable|dependable|sound|safe)\\b`,
  ),
  /\bwould (?:you|it|that|this) have (?:got|been|predict\w*|forecast\w*|work\w*|called|seen|known|done)\b.*/,
  /\bhow (?:well|often) (?:does|do|did|has|have|is) (?:this|that|it|you|your \w+) (?:usually |normally |generally )?(?:work\w*|do|done|get|right|predict\w*|forecast\w*|perform\w*|be)\b.*/,
  /\b(?:test|tested|check|checked|try|tried|prove|compare)\b(?: (?:it|this|that|your \w+|the \w+))? (?:on|against|with) (?:the )?(?:past|history|old (?:data|numbers)|known (?:data|numbers))\b/,
  /\b(?:is|are|was|does|do) (?:the|your|this|that|these) (?:forecasts?|methods?|models?|predictions?|numbers?)\b.*\b(?:better|worse|smarter|beats?) (?:than )?.*\b(?:last|naive|guess\w*|repeat\w*|copy\w*|taking|average|same)\b.*/,
  /\bhow (?:accurate|good|reliable|trustworthy) is (?:the|your|this|that) (?:forecast|prediction|projection|method|model)\b/,
];
/** Words that can only be about a forecast, whatever was asked before. */
const CLEAR = /\bback-? ?test\w*\b|\bdecompos\w*\b/;

/** "What drives it?", "how did your method do on the past?"; nothing when a message asks for neither. */
export function readShow({ words, times, links }: Parsed, inThread: boolean): ShowRead | undefined {
  const backtest = first(BACKTEST, words);
  const clear = CLEAR.test(words) || FORECAST.test(words);
  if (backtest !== undefined) return { show: 'backtest', span: backtest, clear, pointing: times.some(isPast) };
  const ahead = times.some((time) => time.leaning === 'future') && links.length > 0;
  const drivers = first(DRIVERS, words) ?? (ahead ? first(DRIVES_A_NUMBER, words) : undefined);
  if (drivers !== undefined)
    return { show: 'drivers', span: drivers, clear: clear || drivers.future || ahead, pointing: false };
  if (!inThread || HAPPENED.test(words) || times.some(isPast)) return undefined;
  const why = first(WHY, words);
  const other = links.some((link) => link.kind === 'metric' && link.metrics.length > 0) && !/\bwill\b/.test(words);
  if (why === undefined || (other && times.length === 0)) return undefined;
  return { show: 'drivers', span: why, clear: false, pointing: true };
}

const isPast = (time: Parsed['times'][number]): boolean => time.leaning === 'past';

function first(patterns: readonly RegExp[], words: string): (Span & { readonly future: boolean }) | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(words);
    if (match !== null)
      return { start: match.index, end: match.index + match[0].length, future: /^what will\b/.test(match[0]) };
  }
  return undefined;
}
