import type { PlanKind } from '../../../../src/contracts/plan.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import type { ReadText } from '../read-text.ts';
import type { PlanThread } from './plan-thread.ts';
import { type PlanSetting, readClause } from './read-clause.ts';

const WHICH_PLAN =
  /^(?:(?:please|hi|hey|hello|ok|okay|can you|could you|i|we|would like to|want to|want you to|help me|let us)[ ,]+)*(?:plan (?:everything|all|something|for (?:me|us)|my (?:week|business)|the week|next week|ahead)|(?:need|want|make|draw up|give me|do|make me) (?:me )?(?:a|some|the|another) (?:new )?plans?|what (?:can|could|do) you plan\b.*|what plans (?:can|do) you (?:make|do)|(?:help (?:me )?)?plan(?:ning)?)(?: (?:for me|for us|please|next|today|then|now))*\W*$/;
/** "Why is Tom working Sunday?" */
const WHY_PERSON =
  /^(?:and |so |but )*why (?:is|are|does|do|has|have|must|did you|would) (?:put |have |roster |schedule )?(?:not )?NAME\b/;
const WHO_TAKES =
  /^(?:(?:and|so|ok|okay|but|then)[ ,]+)*who (?:will |would |is |can |could |else )*(?:covers?|covering|takes? over|taking over|fills? in|filling in|steps? in|replaces?|standing in|stands in)\b/;
const HOW_MUCH_THAT =
  /^(?:(?:and|so|ok|okay|but|then)[ ,]+)*(?:how much|what) (?:does|do|would|will|did) (?:that|it|this|the plan|this plan) (?:save|cost|bring|earn|gain|get|change|make)\b(?! .*\b(?:if|with|without)\b)/;

/** What is asked about the answer just given, or about plans as such, and needs no new plan. */
export function answerPointing(
  read: ReadText,
  thread: PlanThread | undefined,
  setting: PlanSetting,
): Understanding | undefined {
  if (thread?.kind === undefined && WHICH_PLAN.test(read.lower))
    return { kind: 'ask', question: { text: 'What shall I plan for you?', choices: PLANS } };
  const why = askWithout(read, setting);
  if (why !== undefined) return why;
  if (thread === undefined) return undefined;
  if (WHO_TAKES.test(read.lower) && (thread.kind ?? 'staffing') === 'staffing')
    return point(
      thread,
      'My answer before names who takes which shift, under “What changes”. Tell me who should step in instead, and on which day, and I try it.',
    );
  return HOW_MUCH_THAT.test(read.lower)
    ? point(thread, 'The first sentences of my answer before say it. Tell me a change, and I say what it does to that.')
    : undefined;
}

/** Says where the answer stands. What the plan's own answer offered is offered again: the thread is still about it. */
function point({ kind }: PlanThread, text: string): Understanding {
  const input = (action: string) => ({ action, ...(kind === undefined ? {} : { kind }) });
  const choices = (
    [
      ['Approve', 'approve'],
      ['Change something', 'adjust'],
      ['Dismiss', 'dismiss'],
    ] as const
  ).map(([label, action]) => ({
    label,
    kind: 'choose' as const,
    call: { skill: 'decide' as const, input: input(action) },
  }));
  return { kind: 'ask', question: { text, choices } };
}

const PLANS = (
  [
    ['What to order', 'plan-inventory'],
    ['Who works when', 'plan-staffing'],
    ['Prices', 'set-prices'],
    ['Marketing money', 'plan-budget'],
  ] as const
).map(([label, skill]) => ({ label, kind: 'choose' as const, call: { skill, input: {} } }));

/** A roster gives no reasons person by person; what it would be without them tells. */
function askWithout(read: ReadText, setting: PlanSetting): Understanding | undefined {
  const kind: PlanKind = 'staffing';
  const clause = readClause(read.cased, setting);
  if (!WHY_PERSON.test(clause.shape)) return undefined;
  const people = clause.names.flatMap(({ readings }) => readings.get('employee') ?? []);
  const [name, ...others] = people;
  if (name === undefined || others.length > 0) return undefined;
  const days = clause.days.length === 0 ? [{}] : clause.days;
  const away = /\bnot\b|\boff\b|\bfree\b/.test(clause.shape);
  const call: SkillCall = {
    skill: 'what-if',
    input: {
      kind,
      changes: days.map((day) => ({ what: 'person', of: name, ...day, ...(away ? { to: 1 } : { off: true }) })),
    },
  };
  return {
    kind: 'ask',
    question: {
      text: 'I give each shift to whoever keeps all rules and leaves the whole roster covered at the least wages. Trying it the other way shows what it would take.',
      choices: [{ label: away ? `Try it with ${name}` : `Try it without ${name}`, kind: 'choose', call }],
    },
  };
}
