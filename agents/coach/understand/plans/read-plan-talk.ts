import type { PlanChange, PlanKind } from '../../../../src/contracts/plan.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import type { ReadText } from '../read-text.ts';
import { askWhichDays } from './ask-which-days.ts';
import type { PlanThread } from './plan-thread.ts';
import { type DraftChange, readChange } from './read-changes.ts';
import type { PlanSetting } from './read-clause.ts';
import { splitClauses, stripLead } from './split-clauses.ts';

/** More changes than this in one message are not taken. */
const MAX_CHANGES = 20;
/** More buttons than this are not read. */
const MAX_CHOICES = 4;

/** Questions about what was or will be: nothing in them changes a plan. */
const QUESTION =
  /^(?:(?:and|so|ok|okay|but|hey|hi|then|now|well|please),? )*(?:why|how (?!about\b)|which|who|whose|when|where|what (?!if\b|about\b|happens (?:if|when)\b|would happen\b)|did|does|is (?!it possible)|are|was|were|has|have (?:we|you|i|they)|had|do (?:we|i|you|they)|show|list|tell|give me (?!a plan)|forecast|predict|explain|compare|will (?:we|i|it|they|the|our)|remind|alert|warn|notify|let me know|ping)\b/;
/** Who is ill is ill for some days, not for the whole of a plan. */
const SICK = /\b(sick|ill|unwell|poorly|flu|calls? in|called (in|out|off)|phoned in)\b/;
/** Asking for a plan, whatever is said along with it. */
const PLANNING =
  /^(?:(?:and|so|ok|okay|but|now|please|then|can you|could you|i want to|we need to|i need to|i need|we need|let us|help me)[ ,]+)*(?:plan|roster|schedule (?:the|next|this|us|everyone|everybody|staff)|split|allocate|distribute|divide|spread|optimi[sz]e|set (?:the |our |my |new )?prices|(?:make|draw up|write|create|build|prepare|do (?:me|us)|give me|put together|suggest|work out|sort out) (?:me |us )?(?:a |an |the |our |my |next )?(?:\w+ ){0,3}(?:plan|roster|rota|schedule|order list|orders?|prices|budget))\b/;
/** "If Ana is off on Friday, who should work?" */
const PLAN_ASKED_LAST =
  /[,;] *(?:then )?(?:who|what|which|how (?:much|many)|where) (?:\w+ ){0,3}(?:should|works?|to order|do (?:i|we) need|go|order)\b/;
const COSTED = /^(?:(?:and|so|but) )*(?:what|how much) would (?:it|that|this|the plan|we)\b.*\b(?:with|without|if)\b/;
/** "…, what happens to revenue?": what is asked for is a number, not a plan. */
const OUTCOME =
  /\b(what (?:happens|would happen|does that do|would that do|do|would) .*\bto\b|effect on|impact on|how would (?:that|it|this) (?:change|affect|impact)|do to|where would|what would)\b/;

export interface ChangesRead {
  readonly changes: readonly DraftChange[];
  readonly hypothetical: boolean;
}

/** Reads a whole message as changes of a plan. */
function readAll(text: string, kind: PlanKind | undefined, setting: PlanSetting): ChangesRead {
  const { text: rest, hypothetical } = stripLead(text);
  const drafts: DraftChange[] = [];
  for (const { clause } of splitClauses(rest, setting)) {
    const before = drafts.at(-1);
    drafts.push(
      ...readChange(clause, { kind: kind ?? before?.target.kinds[0], ...(before ? { before } : {}) }, setting),
    );
  }
  return { changes: drafts, hypothetical };
}

/**
 * A message that changes a plan: the one the thread is about, or the newest of the kind it speaks of. Nothing when it
 * is about something else, or about one of the company's numbers.
 */
export function readWhatIf(
  read: ReadText,
  thread: PlanThread | undefined,
  setting: PlanSetting,
  namesNumber: boolean,
): Understanding | undefined {
  if ((QUESTION.test(read.lower) && !COSTED.test(read.lower)) || PLANNING.test(read.lower)) return undefined;
  if (PLAN_ASKED_LAST.test(read.lower)) return undefined;
  const { changes, hypothetical } = readAll(
    read.cased,
    thread?.kind,
    thread?.kind === undefined ? setting : { ...setting, kind: thread.kind },
  );
  if (changes.length === 0) return undefined;
  const own = changes.every(({ target }) => thread?.kind === undefined || target.kinds.includes(thread.kind));
  const inThread = thread !== undefined && own;
  if (!inThread) {
    if (OUTCOME.test(read.lower) && namesNumber) return undefined;
    if (
      !changes.some(
        ({ strength }) =>
          strength === 'statement' || (strength === 'what-if' && (hypothetical || thread !== undefined)),
      ) ||
      sharedKind(changes) === undefined
    )
      return undefined;
  }
  const kind = inThread ? undefined : sharedKind(changes);
  const call = (said: readonly PlanChange[]): SkillCall => ({
    skill: 'what-if',
    input: { ...(kind === undefined ? {} : { kind }), changes: said },
  });
  const understood = toUnderstanding(changes, call);
  return SICK.test(read.lower) ? askWhichDays(understood, setting) : understood;
}

/** The kind of plan all changes can be of. */
function sharedKind(changes: readonly DraftChange[]): PlanKind | undefined {
  return changes[0]?.target.kinds.find((kind) => changes.every(({ target }) => target.kinds.includes(kind)));
}

/** The call with these changes, or the question which of several names is meant. */
export function toUnderstanding(
  drafts: readonly DraftChange[],
  call: (changes: readonly PlanChange[]) => SkillCall,
): Understanding {
  const unsure = unique(drafts.flatMap(({ of }) => of.filter((names) => names.length > 1)));
  if (unsure.length === 0) return { kind: 'plan', calls: [call(settle(drafts, new Map()))], assumed: [] };
  const choices = combine(unsure).map((chosen) => ({
    label: chosen.join(' and '),
    kind: 'choose' as const,
    call: call(settle(drafts, new Map(unsure.map((names, at) => [names.join('|'), chosen[at] ?? ''])))),
  }));
  return { kind: 'ask', question: { text: 'That name fits more than one. Which one do you mean?', choices } };
}

function unique(named: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(named.map((names) => [names.join('|'), names])).values()];
}

function combine(unsure: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let chosen: readonly (readonly string[])[] = [[]];
  for (const names of unsure) chosen = chosen.flatMap((before) => names.map((name) => [...before, name]));
  return chosen.slice(0, MAX_CHOICES);
}

function settle(drafts: readonly DraftChange[], chosen: ReadonlyMap<string, string>): readonly PlanChange[] {
  const changes = drafts.flatMap(({ change, of }): PlanChange[] => {
    if (of.length === 0) return [change];
    return of.map((names) => ({ ...change, of: chosen.get(names.join('|')) ?? names[0] ?? '' }));
  });
  return [...new Map(changes.map((change) => [JSON.stringify(change), ordered(change)])).values()].slice(
    0,
    MAX_CHANGES,
  );
}

/** `what` and `of` first: the order in which a person reads a change. */
function ordered({ what, of, ...rest }: PlanChange): PlanChange {
  return { what, ...(of === undefined ? {} : { of }), ...rest };
}

const OPENER = /^(without|except|excluding|with|if|assuming|given|while|keeping|leaving|as long as|provided)\b/;
const HEAD =
  /\b(who|what|which|how (much|many)|where|when|plan|roster|rota|schedule|make|draw up|write|create|prepare|suggest|recommend|set (the |our |my |new )?prices|split|allocate|distribute|spread|put together|order list|optimi[sz]e|should|do we need)\b/;

/**
 * The changes said along with a plan question ("… without Ana"), and the question without them. A plan's own amount is
 * no change: "split $2,000 over the ads but at least $300 for flyers".
 */
export function readChangesAside(
  text: string,
  kind: PlanKind,
  setting: PlanSetting,
): { readonly changes: readonly DraftChange[]; readonly rest: string } {
  const heads: string[] = [];
  const drafts: DraftChange[] = [];
  for (const { clause, text: piece } of splitClauses(text, { ...setting, kind })) {
    const opened = OPENER.test(clause.shape);
    const first = heads.length === 0 && drafts.length === 0;
    const before = drafts.at(-1);
    const changes =
      (first && !opened) || (HEAD.test(clause.shape) && !opened)
        ? []
        : readChange(clause, { kind, ...(before ? { before } : {}) }, setting).filter(({ target }) =>
            target.kinds.includes(kind),
          );
    if (changes.length === 0) heads.push(piece);
    else drafts.push(...changes);
  }
  return drafts.length === 0 ? { changes: [], rest: text } : { changes: drafts, rest: heads.join(', ') };
}
