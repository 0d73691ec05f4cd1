import type { PlanKind } from '../../../../src/contracts/plan.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import { kindNamed, type PlanThread } from './plan-thread.ts';

type Action = 'approve' | 'dismiss' | 'adjust' | 'list' | 'review';

const ASKED =
  '^(?:(?:please|ok|okay|yes|yeah|yep|no|nope|sure|fine|great|good|perfect|right|and|so|then|now|well|can you|could you|can we|could we|can i|i|we|i would like to|i want to|we want to|let us|you can|you may)[ ,.!]+)*';
const END = '(?: (?:please|now|then|thanks|thank you|for me|again|instead))*\\W*$';
const KIND_OF_PLAN =
  '(?:(?:new|proposed|last|latest|open|weekly|suggested|recommended|staffing|staff|price|pricing|prices|budget|ad|ads|marketing|order|orders|ordering|inventory|stock|purchase|shift|roster|rota|schedule) )*';
const PLAN = `(?:(?:the|this|that|our|my|these|those|your) )?${KIND_OF_PLAN}(?:plan|plans|proposal|roster|rota|schedule|prices|orders|order|budget|suggestion|price changes|changes)(?: (?:for|of) [^,.?!]{1,30})?`;

const sign = (source: string): RegExp => new RegExp(source);

/** Verdicts on a plan that is named; a bare "approve it" is read where the thread is known. */
const VERDICTS: readonly (readonly [Action, RegExp])[] = [
  [
    'approve',
    sign(
      `${ASKED}(?:approve|accept|confirm|sign off(?: on)?|go with|go ahead with|go for|use|take|apply|green light) ${PLAN}${END}`,
    ),
  ],
  [
    'dismiss',
    sign(
      `${ASKED}(?:dismiss|reject|scrap|bin|discard|decline|cancel|drop|forget|throw (?:away|out)|ditch) ${PLAN}${END}`,
    ),
  ],
];

const CHANGE = '(?:change|adjust|tweak|edit|modify|alter|amend|rework|fine-?tune)';
const ADJUST_SOMETHING = sign(
  `${ASKED}(?:(?:would like|want|need) to )?(?:${CHANGE} (?:something|some things?|a few things?|things?|it|that|this|a (?:thing|detail)|the details)|make (?:a|some|a few|an?) (?:change|changes|adjustments?|tweaks?))(?: (?:in|to|about|on) (?:it|that|this|${PLAN}))?(?: a bit| a little| first)?${END}`,
);
const ADJUST_PLAN = sign(`${ASKED}(?:(?:would like|want|need) to )?${CHANGE} ${PLAN}${END}`);
const ADJUST_BARE = sign(`${ASKED}${CHANGE}${END}`);

const LIST =
  /\b(which|what|any|are there|show|list|see|give me)\b.*\b(open|pending|waiting|approved|dismissed|past|previous|earlier|unapproved|undecided|recent|all|current|our|my|the|any) (\w+ ){0,2}(plans|decisions|proposals)\b|\b(which|what) (\w+ )?(plans|decisions|proposals)\b|\bwhat (did|have) (we|i|you) (\w+ )?(decid\w+|approv\w+|dismiss\w*|agree\w*( on)?)\b|\b(plans|decisions|proposals)\b.*\b(are|is|still) (\w+ )?(open|pending|waiting|approved)\b|\bwhat plans? (do|have) (we|i)\b|^(the |our |my |all |open )*(plans|decisions)\W*$/;
const NO_LIST = /\b(goals?|subscription|membership|price plans?|phone|payment plans?)\b.*\b(sold|sell|revenue|sales)\b/;

const REVIEWED =
  /\b(plans?|rosters?|rotas?|schedules?|decisions?|proposals?|price changes|new prices|orders? plan|order plan|recommendations?|suggestions?)\b/;
const REVIEW =
  /\bhow (did|has|have|is|are|was|were) (\S+ ){1,6}?(do|done|doing|go|gone|going|work|worked|working|turn|turned|turning|perform\w*|pan|panned|holding|compare|look|looking)\b|\b(did|has|have|is|was|were) (\S+ ){1,6}?(work(ed|ing)?( out)?|pay off|paid off|paying off|turn(ed)? out|come true|came true|go (well|to plan|as planned)|deliver\w*|a success|successful|right|any good|worth it|hold up)\b|\bwhat (came|became|has become) of\b|\b(review|look back (at|on)|evaluate|check back on|results? of|outcome of)\b/;
/** A why, and a plan that is yet to be made, is no looking back. */
const NO_REVIEW = /\b(why|should|if|would|make|draw up|write|next|tomorrow)\b/;

/**
 * Reads what is said about plans as such: approving or dismissing one by name, changing "something", the list of plans
 * and decisions, and how one worked out. Nothing when the message is about something else.
 */
export function readDecision(words: string, thread: PlanThread | undefined): SkillCall | undefined {
  const verdict = VERDICTS.find(([, pattern]) => pattern.test(words));
  if (verdict !== undefined) return decide(verdict[0], words, thread);
  if (ADJUST_PLAN.test(words) && /\b(plan|proposal|roster|rota|schedule)\b/.test(words))
    return decide('adjust', words, thread);
  if (thread !== undefined && (ADJUST_SOMETHING.test(words) || ADJUST_BARE.test(words)))
    return decide('adjust', words, thread);
  // What the button says, typed later.
  if (/^change something\W*$/.test(words)) return decide('adjust', words, thread);
  if (LIST.test(words) && !NO_LIST.test(words) && !/\bhow (much|many)\b/.test(words))
    return decide('list', words, undefined);
  if (REVIEW.test(words) && REVIEWED.test(words) && !NO_REVIEW.test(words)) return decide('review', words, thread);
  return undefined;
}

function decide(action: Action, words: string, thread: PlanThread | undefined): SkillCall {
  const kind: PlanKind | undefined = kindNamed(words) ?? (action === 'review' ? thread?.kind : undefined);
  return { skill: 'decide', input: { action, ...(kind === undefined ? {} : { kind }) } };
}
