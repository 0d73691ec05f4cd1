import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { askPlainly } from '../ask-back.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import type { Parsed } from '../parse-message.ts';
import { readEarlier } from '../previous-call.ts';
import type { Clock } from '../time/phrase.ts';
import { answerPointing } from './answer-pointing.ts';
import { askHowMuch } from './ask-how-much.ts';
import { type PlanThread, readPlanThread } from './plan-thread.ts';
import type { PlanSetting } from './read-clause.ts';
import { readDecision } from './read-decision.ts';
import { readWhatIf } from './read-plan-talk.ts';
import { readPlanningSetting } from './read-planning-setting.ts';

/** Was "Change something" pressed, so that a change is waited for? */
export const isAdjusting = (earlier: SkillCall | undefined): boolean =>
  earlier?.skill === 'decide' && earlier.input.action === 'adjust';

const AS_IT_IS =
  /^(?:(?:ok|okay|no|oh|well|sorry|actually)[ ,]+)*(?:never ?mind|leave it(?: as it is)?|forget (?:it|that)|nothing|cancel|it is (?:fine|good|ok|okay)(?: as it is)?|no changes?|all good)\W*$/;

/**
 * What is said about plans beside asking for one: facts they rest on, decisions, and changes to try. Nothing when the
 * message is about something else.
 */
export function readPlanTalk(
  parsed: Parsed,
  index: CatalogueIndex,
  clock: Clock,
  earlier: SkillCall | undefined,
): Understanding | undefined {
  const { read } = parsed;
  const thread = readPlanThread(earlier);
  if (isAdjusting(earlier) && AS_IT_IS.test(read.lower))
    return askPlainly('Fine, the plan stays as it is. Approve it or dismiss it whenever you like.');
  const told = readPlanningSetting(read, index) ?? readDecision(read.lower, thread);
  if (told !== undefined) return { kind: 'plan', calls: [told], assumed: [] };
  const period = thread === undefined || earlier === undefined ? undefined : readEarlier(earlier).period;
  const setting: PlanSetting = { index, clock, ...(period === undefined ? {} : { period }) };
  const namesNumber = parsed.links.some((link) => link.kind === 'metric' && link.metrics.length > 0);
  return (
    remember(readWhatIf(read, thread, setting, namesNumber), thread, earlier) ??
    remember(askHowMuch(read, thread, setting), thread, earlier) ??
    answerPointing(read, thread, setting)
  );
}

/** A change of the thread's plan keeps in mind the days and the place it is for, so that what follows can lean on them. */
function remember(
  understood: Understanding | undefined,
  thread: PlanThread | undefined,
  earlier: SkillCall | undefined,
): Understanding | undefined {
  if (understood === undefined || thread === undefined || earlier === undefined) return understood;
  const { period, filter } = readEarlier(earlier);
  const kept = { ...(period === undefined ? {} : { period }), ...(filter === undefined ? {} : { filter }) };
  const keep = (call: SkillCall): SkillCall =>
    call.skill === 'what-if' && (call.input.kind === undefined || call.input.kind === thread.kind)
      ? { skill: call.skill, input: { ...kept, ...call.input } }
      : call;
  if (understood.kind === 'plan') return { ...understood, calls: understood.calls.map(keep) };
  const choices = understood.question.choices.map((choice) =>
    choice.call === undefined ? choice : { ...choice, call: keep(choice.call) },
  );
  return { ...understood, question: { ...understood.question, choices } };
}
