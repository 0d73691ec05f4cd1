import type { Catalogue } from '../../../src/contracts/catalogue.ts';
import type { SkillCall } from '../../../src/contracts/skill.ts';
import type { Assumption, PlannerInput, Understanding } from '../../../src/contracts/understanding.ts';
import { pickChoice } from './answer-question.ts';
import { askPlainly } from './ask-back.ts';
import { type CatalogueIndex, indexCatalogue } from './catalogue-index.ts';
import { type Correction, correctSpelling } from './correct-spelling.ts';
import { readAccess } from './cues/access.ts';
import { type Planned, planForecast } from './forecast/plan-forecast.ts';
import { type Parsed, parseMessage } from './parse-message.ts';
import { type Part, planPart } from './plan-part.ts';
import { continueAmount } from './plans/ask-how-much.ts';
import { continueAbsence } from './plans/ask-which-days.ts';
import { isAdjusting, readPlanTalk } from './plans/plan-talk.ts';
import { readPlanThread } from './plans/plan-thread.ts';
import { continueDigest } from './read-digest.ts';
import { readText } from './read-text.ts';
import { splitCompound } from './split-compound.ts';
import type { Clock } from './time/phrase.ts';

/**
 * Reads a message against a company's catalogue and the thread's last turn: a list of skill calls, or a question back.
 * English, deterministic, no model and no clock. Any text is taken; it never throws on one.
 * Cost is linear in the catalogue and in the first 600 characters of the text.
 */
export function planQuestion(input: PlannerInput, catalogue: Catalogue): Understanding {
  return readQuestion(input, catalogue, MAX_AGAIN);
}

/** A message is read again with a name put right this often. */
const MAX_AGAIN = 2;

function readQuestion(input: PlannerInput, catalogue: Catalogue, again: number): Understanding {
  const index = indexCatalogue(catalogue);
  const clock: Clock = { today: input.today, weekStart: catalogue.weekStart, currency: catalogue.currency };
  const { read, corrections } = correctSpelling(readText(input.text), index);
  const picked =
    (input.previous?.asked === undefined ? undefined : pickChoice(read, input.previous)) ??
    continueDigest(read, input.previous) ??
    continueAbsence(read, input.previous, clock) ??
    continueAmount(read, input.previous);
  if (picked !== undefined) return { kind: 'plan', calls: [picked], assumed: [] };
  const parsed = parseMessage(read, index, clock);
  const plan = (said: Parsed): Planned =>
    planParts(said, input, index, clock, spellingAssumptions(corrections, parsed));
  if (input.attachments.length > 0) return plan(parsed).understood;
  const earlier = lastCall(input);
  const readAgain = (text: string): Understanding =>
    again === 0 ? askPlainly('Which one do you mean?') : readQuestion({ ...input, text }, catalogue, again - 1);
  const usual = (): Planned => {
    const aside = readAside(input, parsed, index, clock);
    return aside === undefined ? plan(parsed) : { understood: aside, leans: false };
  };
  return planForecast(parsed, { index, clock, readAgain, plan, usual, ...(earlier === undefined ? {} : { earlier }) });
}

/** Plans each part of a message. */
function planParts(
  parsed: Parsed,
  input: PlannerInput,
  index: CatalogueIndex,
  clock: Clock,
  spelled: readonly Assumption[],
): Planned {
  const calls: SkillCall[] = input.attachments.length > 0 ? [{ skill: 'import-file', input: {} }] : [];
  const assumed: Assumption[] = [...spelled, ...memberAssumptions(parsed)];
  let leans = false;
  if (calls.length > 0 && parsed.read.tokens.length === 0)
    return { understood: { kind: 'plan', calls, assumed }, leans };

  let earlier = earlierMeant(input, parsed);
  for (const part of splitCompound(parsed, index, clock)) {
    const planned = planPart(part, { index, clock, ...(earlier === undefined ? {} : { earlier }) });
    if (isAdjusting(earlier) && isLost(planned))
      return {
        understood: askPlainly(
          'Tell me what should be different, and by how much: a day, a person, a price, an amount.',
        ),
        leans,
      };
    if (planned.leans === true && calls.length === 0) leans = true;
    if (planned.kind === 'ask') {
      // With a file on the way the question can wait; with a first step done, that step is still right.
      if (calls.length > 0) break;
      return { understood: planned, leans };
    }
    if (!isPoliteness(planned.call, calls)) calls.push(shareSlots(planned.call, calls));
    assumed.push(...planned.assumed);
    earlier = planned.call;
  }
  return { understood: { kind: 'plan', calls, assumed: uniqueAssumptions(assumed) }, leans };
}

/** What is no question about the company's numbers: who has access, and what is said about plans. */
function readAside(
  input: PlannerInput,
  parsed: Parsed,
  index: CatalogueIndex,
  clock: Clock,
): Understanding | undefined {
  const earlier = lastCall(input);
  const access = readAccess(readText(input.text), index, earlier);
  const aboutPlans = readPlanTalk(parsed, index, clock, earlier);
  // "Remove Tom" under a roster takes him off the roster, not out of the company.
  const offRoster =
    aboutPlans !== undefined && readPlanThread(earlier) !== undefined && access?.input.action === 'remove';
  if (access !== undefined && !offRoster) return { kind: 'plan', calls: [access], assumed: [] };
  return aboutPlans;
}

function lastCall(input: PlannerInput): SkillCall | undefined {
  const calls = input.previous?.calls ?? [];
  return calls.at(-1) ?? input.previous?.asked?.choices[0]?.call;
}

/** Two things were answered, a number and a plan: a why or a "compare that" is about the number. */
function earlierMeant(input: PlannerInput, { words }: Parsed): SkillCall | undefined {
  const last = lastCall(input);
  const number = input.previous?.calls.findLast(({ input: said }) => typeof said.metric === 'string');
  const planned = last !== undefined && readPlanThread(last) !== undefined;
  return planned &&
    number !== undefined &&
    /\b(why|compared?|trend|up|down|drop\w*|rise|by (day|week|product|location))\b/.test(words)
    ? number
    : last;
}

/** Nothing was recognised in it. */
const isLost = (part: Part): boolean =>
  part.kind === 'ask' || (part.call.skill === 'help' && part.call.input.topic === 'out-of-scope');

/** "thanks, here is the file": nothing to run beside the import. */
function isPoliteness(call: SkillCall, calls: readonly SkillCall[]): boolean {
  return calls.length > 0 && (call.skill === 'help' || call.skill === 'import-file');
}

/** "forecast next week's sales and tell me how much to order": the order is for next week too. */
function shareSlots(call: SkillCall, calls: readonly SkillCall[]): SkillCall {
  const first = calls.find((other) => other.skill !== 'import-file');
  if (first === undefined) return call;
  const shared: Record<string, unknown> = {};
  const wants: readonly string[] = call.skill.startsWith('plan-')
    ? ['period', 'filter']
    : call.skill === 'compare-benchmark'
      ? ['metric']
      : [];
  for (const slot of wants) if (first.input[slot] !== undefined) shared[slot] = first.input[slot];
  return { ...call, input: { ...shared, ...call.input } };
}

function spellingAssumptions(corrections: readonly Correction[], parsed: Parsed): readonly Assumption[] {
  return corrections.flatMap(({ said, taken }) => {
    const link = parsed.links.find(
      (candidate) => candidate.kind !== 'dimension' && candidate.said.split(/[\s-]+/).includes(taken),
    );
    return link === undefined
      ? []
      : [{ about: link.kind === 'metric' ? ('metric' as const) : ('member' as const), said, taken }];
  });
}

function memberAssumptions(parsed: Parsed): readonly Assumption[] {
  return parsed.links.flatMap((link) =>
    link.kind === 'member' && link.guessed && !link.member.toLowerCase().startsWith(link.said)
      ? [{ about: 'member' as const, said: link.said, taken: link.member }]
      : [],
  );
}

function uniqueAssumptions(assumed: readonly Assumption[]): readonly Assumption[] {
  return [...new Map(assumed.map((entry) => [`${entry.about}:${entry.said}:${entry.taken}`, entry])).values()];
}
