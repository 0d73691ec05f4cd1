import type { SkillCall, SkillName } from '../../../src/contracts/skill.ts';
import type { Assumption, Understanding } from '../../../src/contracts/understanding.ts';
import { askPlainly, askWhichDimension, askWhichMember, askWhichMetric } from './ask-back.ts';
import { type CatalogueIndex, isContext } from './catalogue-index.ts';
import { contentWords } from './content-words.ts';
import { STRONG } from './cues/cue.ts';
import { fillCall } from './fill-call.ts';
import { followUpSkill, isFollowUp, mergeSlots, readBareSpan } from './follow-up.ts';
import type { Parsed } from './parse-message.ts';
import { isPlanSkill, itemSaid, readPlanQuestion } from './plans/ask-for-plan.ts';
import { PLAN_SKILLS, planSkillOf } from './plans/plan-thread.ts';
import { type EarlierSlots, readEarlier } from './previous-call.ts';
import { readSlots } from './read-slots.ts';
import { type ScoredIntent, scoreIntents, scoreOf } from './score-intents.ts';
import type { Slots } from './slots.ts';
import type { Clock, Direction } from './time/phrase.ts';
import { isKnownWord } from './vocabulary.ts';

/** One step of a plan, or a question back. */
export type Part = (
  | { readonly kind: 'step'; readonly call: SkillCall; readonly assumed: readonly Assumption[] }
  | (Understanding & { readonly kind: 'ask' })
) & {
  /** It was read as going on from the turn before. */
  readonly leans?: boolean;
};

interface Setting {
  readonly index: CatalogueIndex;
  readonly clock: Clock;
  /** The call that this message may lean on. */
  readonly earlier?: SkillCall;
}

const AHEAD: ReadonlySet<SkillName> = new Set([
  'forecast-metric',
  'plan-inventory',
  'plan-staffing',
  'plan-budget',
  'track-goal',
]);
const NEEDS_METRIC: ReadonlySet<SkillName> = new Set(['ask-metric', 'explain-change', 'forecast-metric']);
const DECIDABLE: ReadonlySet<SkillName> = new Set([
  'plan-inventory',
  'plan-staffing',
  'set-prices',
  'plan-budget',
  'what-if',
  'track-goal',
  'decide',
]);
const POINTING =
  /\b(it|that|this|those|these|them|they|one|ones|thing|things|stuff|numbers?|figures?|data|stats|same|other)\b/;
const VERDICT =
  /\b(approved?|reject(ed)?|dismiss(ed)?|decline|go ahead|do it|accept(ed)?|confirm(ed)?|discard|scrap|bin|green light|ship it|go for it|go with|use that|make it happen|sign (it |that )?off)\b/;
const ASSENT =
  /\b(yes|yep|yeah|ok|okay|sure|sounds good|looks good|looks fine|let us do|no|nope|nah|no thanks|not now|skip|forget|apply|great|perfect|fine|agreed?|make it so|cancel|leave it|rather not|pass|hold off|not (today|yet|for now)|absolutely|of course|please do|that works|works for me|do not (do|want|like|think so))\b/;

/** Decides what one part of a message asks for. */
export function planPart(parsed: Parsed, setting: Setting): Part {
  const intents = scoreIntents(parsed);
  const earlier = setting.earlier === undefined ? undefined : readEarlier(setting.earlier);
  const verdict = planVerdict(parsed, intents, earlier, setting);
  if (verdict !== undefined) return verdict;
  const planned = earlier === undefined ? undefined : asPlan(earlier, setting);
  if (planned !== undefined && isTurn(parsed, intents, planned, setting)) return turnPlan(planned, parsed, setting);
  if (earlier !== undefined && isFollowUp(parsed, intents)) {
    const skill = followUpSkill(parsed, intents, earlier);
    if (isPlanSkill(skill)) return keepPlace(askForPlan(skill, parsed, setting), earlier);
    const leansBack = !['help', 'privacy', 'import-file', 'write-digest', 'show-working'].includes(skill);
    if (leansBack) return { ...planFollowUp(skill, earlier, parsed, setting), leans: true };
  }
  const chosen = chooseSkill(parsed, intents);
  const skill = chosen === 'ask-metric' && meansComing(parsed) ? 'forecast-metric' : chosen;
  if (skill === undefined) return nothingRecognised(parsed);
  if (isPlanSkill(skill)) return askForPlan(skill, parsed, setting);
  const slots = readSlots(parsed, setting.index, directionOf(skill, parsed), setting.clock);
  const part = finish(skill, slots, parsed, setting);
  // "… and forecast the next two": what is missing was said a moment ago.
  const leans = part.kind === 'ask' && skill !== 'ask-metric' && slots.metricChoices === undefined;
  return leans && earlier?.metric !== undefined && slots.unknownMetric === undefined
    ? { ...planFollowUp(skill, earlier, parsed, setting), leans: true }
    : part;
}

/** "Approve it": only where there is something to approve, and nothing else is spoken of. */
function planVerdict(
  parsed: Parsed,
  intents: readonly ScoredIntent[],
  earlier: EarlierSlots | undefined,
  setting: Setting,
): Part | undefined {
  const short = parsed.read.tokens.length <= 9;
  const clear = VERDICT.test(parsed.words);
  const names = parsed.links.some((link) => link.kind !== 'dimension') || parsed.times.length > 0;
  const other = intents.some((intent) => intent.skill !== 'ask-metric' && intent.score >= STRONG);
  if (!short || names || (other && !clear)) return undefined;
  const open = earlier !== undefined && DECIDABLE.has(earlier.skill);
  if (!(clear || (open && ASSENT.test(parsed.words)))) return undefined;
  if (earlier === undefined && !/\b(plan|orders?|schedule|roster|rota|prices?|proposal)\b/.test(parsed.words)) {
    return {
      kind: 'ask',
      question: { text: 'There is no plan waiting for you here. What would you like me to work on?', choices: [] },
    };
  }
  return {
    kind: 'step',
    call: fillCall('decide', { metricSaid: false, metrics: [], assumed: [] }, parsed, setting.index, setting.clock),
    assumed: [],
  };
}

/** The best-scoring skill; asking for a number when only a name or a time was said. */
function chooseSkill(parsed: Parsed, intents: readonly ScoredIntent[]): SkillName | undefined {
  const best = intents.find((intent) => intent.skill !== 'ask-metric');
  const asking = scoreOf(intents, 'ask-metric');
  if (best !== undefined && best.score > 1 && best.score >= Math.min(STRONG, asking + 0.5)) return best.skill;
  return asking > 1 || parsed.links.length > 0 || (asking > 0 && POINTING.test(parsed.shape))
    ? 'ask-metric'
    : undefined;
}

/** "How many orders on Black Friday?" in November: no verb tells, so the nearest one is meant, and it is to come. */
function meansComing(parsed: Parsed): boolean {
  return (
    parsed.times.length > 0 &&
    parsed.times.every((time) => time.leaning === 'either' && time.nearest === 'future') &&
    !/\b(did|was|were|had|have|has|been|came|went|got|made|took|sold|spent|compare\w*|vs|show|list)\b/.test(
      parsed.words,
    )
  );
}

function nothingRecognised(parsed: Parsed): Part {
  // "What time is it": the "it" of the weather and the clock points at nothing.
  const idle = /\b(is|was|will|does) it\b|\bit (is|will)\b/.test(parsed.words) && contentWords(parsed).length > 0;
  const pointing = POINTING.test(parsed.shape) && parsed.read.tokens.length <= 8 && !idle;
  if (pointing || (parsed.read.tokens.length > 0 && contentWords(parsed).length === 0)) {
    return {
      kind: 'ask',
      question: { text: 'I am not sure what you mean. Which number should I look at?', choices: [] },
    };
  }
  return { kind: 'step', call: { skill: 'help', input: { topic: 'out-of-scope' } }, assumed: [] };
}

function directionOf(skill: SkillName, parsed: Parsed): Direction {
  return AHEAD.has(skill) &&
    !(skill === 'forecast-metric' && parsed.times.length > 0 && parsed.times.every((time) => time.leaning === 'past'))
    ? 'future'
    : 'past';
}

function planFollowUp(skill: SkillName, earlier: EarlierSlots, said: Parsed, setting: Setting): Part {
  const parsed = readBareSpan(said, skill, setting.clock);
  const now = readSlots(parsed, setting.index, directionOf(skill, parsed), setting.clock, earlier.period);
  const slots = mergeSlots(now, earlier, skill, parsed, setting.clock);
  const other =
    /\bother\b/.test(parsed.shape) && now.filter === undefined ? otherMembers(earlier, setting.index) : undefined;
  if (other === undefined) return finish(skill, slots, parsed, setting);
  const [only] = other.members;
  if (other.members.length === 1 && only !== undefined) {
    return finish(skill, { ...slots, filter: { ...slots.filter, [other.dimension]: only } }, parsed, setting);
  }
  return toAsk(
    askWhichMember(fillCall(skill, slots, parsed, setting.index, setting.clock), other.dimension, other.members),
  );
}

/** A plan question, read apart from the changes said along with it. */
function askForPlan(skill: SkillName, parsed: Parsed, setting: Setting): Part {
  const understood = readPlanQuestion(skill, parsed, setting, (alone) => {
    const direction = asksWhoWorked(skill, alone) ? 'past' : directionOf(skill, alone);
    const slots = readSlots(alone, setting.index, direction, setting.clock);
    return fillCall(skill, slots, alone, setting.index, setting.clock);
  });
  if (understood.kind === 'ask') return understood;
  const [call] = understood.calls;
  if (call === undefined) return nothingRecognised(parsed);
  const earlier = setting.earlier === undefined ? undefined : readEarlier(setting.earlier);
  return { kind: 'step', call: pointBack(call, parsed, earlier, setting), assumed: understood.assumed };
}

/** The same plan asked about again is for the same place, unless another is named. */
function keepPlace(part: Part, earlier: EarlierSlots): Part {
  if (part.kind !== 'step' || part.call.skill !== earlier.skill) return part;
  const { filter = earlier.filter, period = earlier.period, ...rest } = part.call.input;
  const kept = { ...(filter === undefined ? {} : { filter }), ...(period === undefined ? {} : { period }) };
  return { ...part, call: { ...part.call, input: { ...kept, ...rest } } };
}

/** "And what should I order for that?" under a forecast: for the same days, and for what was forecast. */
function pointBack(call: SkillCall, parsed: Parsed, earlier: EarlierSlots | undefined, { clock }: Setting): SkillCall {
  if (
    earlier === undefined ||
    isPlanSkill(earlier.skill) ||
    !/\b(for|from|with|on) (that|it|this|then|those)\b/.test(parsed.words)
  )
    return call;
  const ahead = earlier.period !== undefined && earlier.period.end >= clock.today;
  const [member] = Object.values(earlier.filter ?? {});
  const product = call.skill === 'plan-inventory' && earlier.filter !== undefined && member !== undefined;
  return {
    skill: call.skill,
    input: {
      ...(ahead ? { period: earlier.period } : {}),
      ...(product ? { item: member } : {}),
      ...call.input,
    },
  };
}

/** "Who worked Saturday?" is about the Saturday that was. */
const asksWhoWorked = (skill: SkillName, { words }: Parsed): boolean =>
  skill === 'plan-staffing' && /\b(worked|did|was|were|had)\b/.test(words) && !/\bif\b/.test(words);

/** "And next week?", "what about Harbour?" under a plan: the same plan for other days or another place. */
function isTurn(parsed: Parsed, intents: readonly ScoredIntent[], earlier: EarlierSlots, { index }: Setting): boolean {
  const kind = PLAN_SKILLS[earlier.skill];
  const item = kind === undefined ? undefined : itemSaid(kind, parsed.read, index);
  if (item !== undefined && TURNS_TO.test(parsed.words) && parsed.read.tokens.length <= 7) return true;
  const said = parsed.times.length > 0 || parsed.links.some((link) => link.kind === 'member');
  const other = intents.some(
    (intent) => intent.skill !== 'ask-metric' && !isAhead(intent.skill) && intent.score >= STRONG,
  );
  const named = parsed.links.some((link) => link.kind === 'metric' && link.metrics.length > 0);
  return (
    said &&
    !other &&
    !named &&
    contentWords(parsed).every((word) => /^(only|instead|plan|replan)$/.test(word)) &&
    !BEHIND.test(parsed.words)
  );
}

const TURNS_TO =
  /^(and |ok |so )*(what about|how about|and|for|same for)\b(?!.*\b(did|was|were|last|sales|sold|off|sick)\b)/;
const isAhead = (skill: SkillName): boolean => skill === 'forecast-metric' || isPlanSkill(skill);
/** Looking at what was is no plan. */
const BEHIND = /\b(did|was|were|had|last|yesterday|how (much|many)|why|will)\b/;

/** The plan that was made or changed just before, as the question for it; undefined where it was no plan. */
function asPlan(earlier: EarlierSlots, { earlier: call }: Setting): EarlierSlots | undefined {
  const skill = isPlanSkill(earlier.skill) ? earlier.skill : call?.skill === 'what-if' ? planSkillOf(call) : undefined;
  return skill === undefined ? undefined : { ...earlier, skill };
}

function turnPlan(earlier: EarlierSlots, parsed: Parsed, setting: Setting): Part {
  const now = readSlots(parsed, setting.index, 'future', setting.clock, earlier.period);
  const filter: Record<string, string> = { ...earlier.filter, ...now.filter };
  const period = now.period ?? earlier.period;
  const kind = PLAN_SKILLS[earlier.skill];
  const before = setting.earlier?.input.item;
  // What was tried goes along to the other days or the other place.
  const changes = setting.earlier?.input.changes;
  const item =
    (kind === undefined ? undefined : itemSaid(kind, parsed.read, setting.index)) ??
    (typeof before === 'string' ? before : undefined);
  // A product is what is asked about, not a part of the company to order for.
  if (item !== undefined && kind === 'inventory') {
    const [key] = Object.entries(filter).find(([, member]) => member === item) ?? [];
    if (key !== undefined) delete filter[key];
  }
  return {
    kind: 'step',
    call: {
      skill: earlier.skill,
      input: {
        ...(Object.keys(filter).length === 0 ? {} : { filter }),
        ...(period === undefined ? {} : { period }),
        ...(item === undefined ? {} : { item }),
        ...(Array.isArray(changes) ? { changes } : {}),
        ...(earlier.skill === 'plan-budget' && earlier.amount !== undefined ? { amount: earlier.amount } : {}),
      },
    },
    assumed: now.assumed,
  };
}

/** "The other one": the members beside the one that was spoken of. */
function otherMembers(
  earlier: EarlierSlots,
  index: CatalogueIndex,
): { dimension: string; members: readonly string[] } | undefined {
  const [dimension, member] = Object.entries(earlier.filter ?? {})[0] ?? [];
  const entry = index.catalogue.dimensions.find((candidate) => candidate.key === dimension);
  return entry === undefined
    ? undefined
    : { dimension: entry.key, members: entry.members.filter((name) => name !== member) };
}

/** Fills the call, or asks for what is missing. */
function finish(skill: SkillName, slots: Slots, parsed: Parsed, setting: Setting): Part {
  const { index, clock } = setting;
  const needs = NEEDS_METRIC.has(skill);
  const whole =
    needs &&
    slots.metric === undefined &&
    slots.metricChoices === undefined &&
    slots.unknownMetric === undefined &&
    meansWhole(skill, parsed);
  // "Show it by dish" in a company that counts one thing only can mean nothing else; "show me the thing" still may.
  const only =
    needs &&
    slots.metric === undefined &&
    slots.metricChoices === undefined &&
    slots.unknownMetric === undefined &&
    parsed.links.length > 0 &&
    index.catalogue.metrics.filter((metric) => !isContext(metric)).length === 1;
  const filled = (whole || only) && index.mainMetric !== undefined ? { ...slots, metric: index.mainMetric.key } : slots;
  const call = fillCall(skill, filled, parsed, index, clock);
  if (filled.filterChoices !== undefined)
    return toAsk(askWhichDimension(call, filled.filterChoices.member, filled.filterChoices.dimensions, index));
  if (needs && call.input.metric === undefined) {
    if (index.catalogue.metrics.length === 0)
      return toAsk(askPlainly('I have no numbers of yours yet. Drop a file here and ask again.'));
    if (filled.metricChoices !== undefined) return takeOnly(askWhichMetric(call, filled.metricChoices, index), parsed);
    if (filled.unknownMetric !== undefined)
      return toAsk(askWhichMetric(call, [], index, 'I have no numbers on that yet. Is one of these what you mean?'));
    // "Who won the game last night": a time is all that is known of it, and the rest is about something else.
    const foreign = parsed.links.length === 0 && !POINTING.test(parsed.shape) && contentWords(parsed).length > 1;
    const idle =
      parsed.links.length === 0 &&
      /\b(is|will|does|was) it\b/.test(parsed.words) &&
      contentWords(parsed).some((word) => !isKnownWord(word));
    if ((skill === 'ask-metric' && foreign) || idle) return nothingRecognised(parsed);
    const knows =
      parsed.links.length > 0 || parsed.times.length > 0 || POINTING.test(parsed.shape) || skill !== 'ask-metric';
    return knows ? takeOnly(askWhichMetric(call, [], index), parsed) : nothingRecognised(parsed);
  }
  if (skill === 'what-if' && call.input.change === undefined)
    return toAsk(askPlainly('What should change, and by how much?'));
  return { kind: 'step', call, assumed: filled.assumed };
}

/** A forecast or a why with a time but without a name is about the company as a whole; with a bare "it", it is not. */
function meansWhole(skill: SkillName, parsed: Parsed): boolean {
  if (/\b(it|that|this|them|those|they|thing|stuff|one)\b/.test(parsed.shape)) return false;
  if (skill === 'ask-metric') return false;
  return parsed.times.length > 0 || /\b(we|us|business|trade|shop|everything)\b/.test(parsed.words);
}

/** A question with one answer is not asked: it is taken, and said. */
function takeOnly(understanding: Understanding, parsed: Parsed): Part {
  const choices = understanding.kind === 'ask' ? understanding.question.choices : [];
  const [only] = choices;
  if (choices.length !== 1 || only?.call === undefined) return toAsk(understanding);
  const said = parsed.links.find((link) => link.kind === 'metric')?.said ?? contentWords(parsed).join(' ');
  const assumed: readonly Assumption[] = said === '' ? [] : [{ about: 'metric', said, taken: only.label }];
  return { kind: 'step', call: only.call, assumed };
}

function toAsk(understanding: Understanding): Part {
  if (understanding.kind === 'ask') return understanding;
  return { kind: 'ask', question: { text: 'Which one do you mean?', choices: [] } };
}
