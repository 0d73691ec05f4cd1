import type { Clause } from './read-clause.ts';

/** What is to happen to the thing a clause speaks of. Percent are per cent as said. */
export type Operation =
  | { readonly kind: 'off' }
  | { readonly kind: 'on' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'must' }
  | { readonly kind: 'between'; readonly low: number; readonly high: number; readonly unit: Unit }
  | {
      readonly kind: 'at-most' | 'at-least' | 'by' | 'to';
      /** Signed for `by`. */
      readonly value: number;
      readonly unit: Unit;
    };

export type Unit = 'percent' | 'money' | 'number';

const OFF =
  /\b(leave|leaving|left|leaves) (\w+ ){0,3}out\b|\b(skip\w*|drop(ped|ping)?|exclud\w+|remov\w+|without|except( for)?|not counting|ignor\w+|stop (?=(the |all )?NAME)|stop (using|buying|ordering|spending|running|with)|(switch|turn) (\w+ ){0,2}off|get rid of|do not (use|order|buy|need|spend|schedule|roster|put|run|include|plan|bring)|not (use|using|order|ordering|spend|spending)|no (more )?(deliver\w*|orders?|spend\w*|money|ads?|shifts?|work))\b|\bno (?=NAME)|\bminus (?=NAME)|\bnothing (on|for|to|from|into|with)\b/;
const AWAY =
  /\b(off|away|sick|ill|out|absent|unavailable|free|on (holiday|vacation|leave|annual leave|training)|not (in|here|available|coming|working|able to|around|free)|can not|could not|will not|would not|not (work|come|deliver|make)|does not (work|come|deliver)|calls? in|called (in|out|off)|phoned in|not deliver\w*|closed|shut|not (on )?(the )?DAY|not on (duty|shift)|on strike|sold out|quit|quits|resign\w*|leaving|has (a )?(day|holiday|appointment|exam)|nothing from|no one from)\b/;
const ON =
  /\b(back (in|on|again|after all)|bring (\w+ )?NAME back|put (\w+ )?NAME back|(use|include|with) NAME again|can work|is (back|available)|are (back|available)|works after all)\b/;
const KEEP =
  /\b(do not|not|never|no) (change|chang\w+|touch\w*|mov\w+|rais\w+|lower\w*|alter\w*|increas\w+|cut\w*)\b|\b(keep|leave|hold|fix|freeze|lock)\b.*\b(as it is|as is|as they are|as now|the same|unchanged|where (it|they) (is|are)|alone|fixed|steady|at (the |its |their )?(current|same|today|present))\b|\bunchanged\b|\bstays? (the same|as it is|put|where|as)\b|\b(freeze|lock|hold|keep)\b (the )?(prices?|spend) (of|for|on)\b|\b(freeze|lock) (the )?(?=NAME)/;
const MUST =
  /\b(must|has to|have to|needs? to|should|put|schedule|roster|add|wants? to|would like to|works?|use)\b.*|\b(do|does|take|takes|cover|covers) (?:the )?DAY\b|^NAME (?:on |works? )?DAY$/;

const AT_MOST =
  /\b(at most|(?:no|not|never)(?: \w+){0,2} more than|max(imum)?( of)?|up to|under|below|less than|fewer than|not (over|above|exceed\w*)|never (over|above)|cap(ped|s)? \S* ?(at|to)|limit(ed)? (\S+ ){0,3}to|within|no higher than|exceed(ing)?|not (cost|charge|spend|work) more than|more expensive than|cheaper than|keep (it )?to)( about| of)? ?$/;
const AT_LEAST =
  /\b(at least|no less than|not less than|no fewer than|min(imum)?( of)?|more than|over|above|not (under|below)|never (under|below)|no lower than|or more)( about| of)? ?$/;
const AT_MOST_AFTER = /^ ?(\w+ ){0,2}?(at most|max(imum)?|tops|or (less|fewer|under|below)|at the most)\b/;
const AT_LEAST_AFTER = /^ ?(\w+ ){0,2}?(at least|min(imum)?|or (more|over|above))\b/;

const LESS_AFTER =
  /^ ?(\w+ ){0,2}?(less|fewer|cheaper|lower|shorter|smaller|down|off|quieter|worse|decrease|drop|cut|fall|quicker|faster|sooner|reduction|discount)\b/;
const MORE_AFTER =
  /^ ?(\w+ ){0,2}?(more|dearer|higher|longer|bigger|up|busier|better|increase|rise|raise|later|slower|on top|surcharge)\b/;
const DOWN =
  /\b(cut\w*|reduc\w+|lower\w*|drop\w*|fall\w*|fell|decreas\w+|shrink\w*|los[et]\w*|less|fewer|cheaper|down|minus|take|took|knock\w*|trim\w*|quieter|slash\w*|smaller|throw\w*|threw|thrown|wasted)\b/;
const UP =
  /\b(rais\w+|increas\w+|add\w*|r[oi]se\w*|rising|grow\w*|grew|more|plus|up|higher|dearer|climb\w*|put up|jump\w*|bump\w*|busier|boost\w*|longer|bigger|expensive|extra|gain\w*)\b/;

/** Reads what a clause does. `prefer`: which number counts where there are several. */
export function readOperation(clause: Clause, prefer?: Unit): Operation | undefined {
  const { shape, amounts } = clause;
  const amount = amounts.find((said) => said.kind === prefer) ?? amounts[0];
  if (amount === undefined) return readWordOperation(shape);
  const unit = amount.kind;
  const { value } = amount;
  const next = amounts[amounts.indexOf(amount) + 1];
  const before = shape.slice(0, amount.place);
  const after = shape.slice(amount.placeEnd);
  if (next !== undefined && /\bbetween $/.test(before) && /^ ?(to|-) ?$/.test(shape.slice(amount.placeEnd, next.place)))
    return { kind: 'between', low: value, high: next.value, unit };
  if (AT_MOST.test(before) || AT_MOST_AFTER.test(after)) return { kind: 'at-most', value, unit };
  if (AT_LEAST.test(before) || AT_LEAST_AFTER.test(after)) return { kind: 'at-least', value, unit };
  if (unit === 'percent' && /^ of (what|the|our|it|that|now|today|last)\b/.test(after))
    return { kind: 'by', value: value - 100, unit };
  if (
    /\b(to|at|is|are|of|costs?|takes|(?<=(?:NAME|[a-z]s) )take|took|counted|=) ?$/.test(before) &&
    !LESS_AFTER.test(after) &&
    !MORE_AFTER.test(after)
  ) {
    // "from four to five": what it becomes is said last.
    return { kind: 'to', value, unit };
  }
  const second =
    /\bfrom $/.test(before) && next !== undefined && /^ ?to ?$/.test(shape.slice(amount.placeEnd, next.place));
  if (second) return { kind: 'to', value: next.value, unit: next.kind };
  const sign = readSign(before, after);
  if (sign !== 0) return { kind: 'by', value: sign * value, unit };
  return { kind: 'to', value, unit };
}

/** −1, 1, or 0 where nothing says that it is a step. The words beside the number count before the verb. */
function readSign(before: string, after: string): -1 | 0 | 1 {
  if (/-\s?$/.test(before)) return -1;
  if (/\+\s?$/.test(before)) return 1;
  if (LESS_AFTER.test(after)) return -1;
  if (MORE_AFTER.test(after)) return 1;
  const down = before.search(DOWN);
  const up = before.search(UP);
  if (down >= 0 && (up < 0 || down < up)) return -1;
  if (up >= 0) return 1;
  return DOWN.test(after) ? -1 : UP.test(after) ? 1 : 0;
}

function readWordOperation(shape: string): Operation | undefined {
  if (ON.test(shape) && !/\bnot\b/.test(shape)) return { kind: 'on' };
  if (KEEP.test(shape)) return { kind: 'keep' };
  if (OFF.test(shape) || AWAY.test(shape)) return { kind: 'off' };
  return MUST.test(shape) ? { kind: 'must' } : undefined;
}

/** Is somebody said to be away, whatever number stands beside it? */
export const saysAway = (shape: string): boolean => AWAY.test(shape) || OFF.test(shape);

/** Is there anything in these words that could change something? */
export const mayOperate = (clause: Clause): boolean =>
  clause.amounts.length > 0 || readWordOperation(clause.shape) !== undefined;
