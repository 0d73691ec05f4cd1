import { randomUUID } from 'node:crypto';
import { BugError, DyocenseError, UpstreamError, UserError } from '../contracts/errors.ts';
import type { SessionId, TenantId, TurnId } from '../contracts/ids.ts';
import type { SkillCall } from '../contracts/skill.ts';
import type { TurnEvent } from '../contracts/turn.ts';
import { getCompany } from '../db/queries/companies.ts';
import { markInbound, type OpenInbound } from '../db/queries/inbound-events.ts';
import { ensurePerson } from '../db/queries/people.ts';
import { findAction, lastTurns, saveTurn } from '../db/queries/turns.ts';
import { apologise } from './apologise.ts';
import { claimLease } from './lease.ts';
import type { InboxServices, PreviousAnswer, TurnAnswer } from './services.ts';

/** Turns looked at for one the new message can refer to; failed ones are passed over. */
const LOOK_BACK = 4;

export interface TurnToRun {
  readonly tenant: TenantId;
  readonly session: SessionId;
  readonly event: OpenInbound;
  /** It was begun too often without an end: say sorry instead of trying again. */
  readonly tooOften: boolean;
  /** The person (or a broken connection) stopped it. */
  readonly stopped: AbortSignal;
  /** Another process has taken the thread over: nothing of this run may be kept. */
  readonly lost: AbortSignal;
  readonly deadline: AbortSignal;
}

/**
 * One message from what is stored to what is saved. Never throws for a failed turn: it ends in words.
 * @returns false when another process has taken the thread over: then nothing is kept of this run, and nothing said
 */
export async function runTurn(services: InboxServices, run: TurnToRun): Promise<boolean> {
  const started = performance.now();
  const { hub, log } = services;
  const { inbound, id } = run.event;
  // A fresh random id is a turn's own; the brand has no other maker.
  const turn = randomUUID() as TurnId;
  const emit = (event: TurnEvent) => hub.emit(id, event);
  const question = inbound.text.trim() || inbound.attachments.map((file) => file.fileName).join(', ');
  emit({ type: 'accepted', conversation: inbound.conversation, turn, company: inbound.workspace });
  const elapsed = () => Math.round(performance.now() - started);
  try {
    const { said, calls: plan, ...answer } = await answerInbound(services, run, turn, emit);
    const ms = elapsed();
    const saved = await saveOutcome(services, run, 'done', {
      id: turn,
      question: said ?? question,
      plan,
      ms,
      ...answer,
    });
    if (!saved) return false;
    for (const section of answer.reply.sections) emit({ type: 'section', section });
    emit({ type: 'reply', reply: answer.reply, trace: { plan, tier: answer.tier, ms } });
    log.info(
      { tenant: run.tenant, turn, skills: plan.map((call) => call.skill), tier: answer.tier, ms },
      'turn answered',
    );
  } catch (thrown) {
    if (run.lost.aborted) return false;
    const error = nameError(thrown, run);
    const level = error instanceof UserError ? 'info' : 'error';
    log[level](
      { tenant: run.tenant, turn, code: error.code, err: level === 'error' ? thrown : undefined, ms: elapsed() },
      'turn failed',
    );
    const nothing = { plan: [], actions: [], asked: null, tier: 'builtin' as const };
    const apology = { id: turn, question, reply: apologise(error), ms: elapsed(), ...nothing };
    if (!(await saveOutcome(services, run, 'failed', apology))) return false;
    const hidden = error instanceof BugError;
    emit({
      type: 'failed',
      code: error.code,
      message: hidden ? 'Something went wrong on our side.' : error.message,
      advice: error.advice,
    });
  }
  return true;
}

/** Only who holds the thread's lease at this moment may save, so that a message is never answered twice. */
function saveOutcome(
  { database }: InboxServices,
  { tenant, session, event }: TurnToRun,
  status: 'done' | 'failed',
  turn: Omit<Parameters<typeof saveTurn>[1], 'session' | 'inbound'>,
): Promise<boolean> {
  return database.inTenant(tenant, async (tx) => {
    if (!(await claimLease(database, tx, session))) return false;
    await saveTurn(tx, { ...turn, session, inbound: event.id });
    await markInbound(tx, event.id, status);
    return true;
  });
}

async function answerInbound(
  services: InboxServices,
  run: TurnToRun,
  turn: TurnId,
  emit: (event: TurnEvent) => void,
): Promise<TurnAnswer & { said?: string }> {
  const { database } = services;
  const { inbound } = run.event;
  if (run.tooOften)
    throw new UpstreamError('I could not finish this answer.', {
      code: 'turn-given-up',
      advice: 'Please ask it another way.',
    });
  const known = await database.inTenant(run.tenant, async (tx) => {
    const company = await getCompany(tx);
    if (!company)
      throw new BugError('A linked company is not there.', {
        code: 'company-missing',
        advice: 'Tell whoever runs Dyocense.',
      });
    const identity = { channel: inbound.channel, workspace: inbound.workspace, externalUser: inbound.user };
    return {
      company,
      // Until people are invited (with the other channels), whoever may open the page runs the company.
      person: await ensurePerson(tx, identity, { displayName: 'You', role: 'owner' }),
      catalogue: await services.catalogues.read(tx, company),
      previous: toPrevious(await lastTurns(tx, run.session, LOOK_BACK)),
      pressed: inbound.actionId ? await findAction(tx, inbound.actionId) : null,
    };
  });
  const pressed = inbound.actionId ? pressedCall(known.pressed) : null;
  const signal = AbortSignal.any([run.stopped, run.lost, run.deadline]);
  const answer = await services.answer({
    turn,
    text: pressed ? '' : inbound.text || (known.pressed?.action.label ?? ''),
    pressed,
    company: known.company,
    person: known.person,
    catalogue: known.catalogue,
    attachments: inbound.attachments,
    previous: known.previous,
    signal,
    data: (work) => database.inTenant(run.tenant, work),
    emit,
  });
  signal.throwIfAborted();
  return { ...answer, ...(known.pressed ? { said: known.pressed.action.label } : {}) };
}

/** What the button does. “How did you get this?” is about the answer it stands under, which need not be the last one. */
function pressedCall(pressed: Awaited<ReturnType<typeof findAction>>): SkillCall | null {
  if (!pressed) {
    throw new UserError('That button is from an answer I no longer have.', {
      code: 'unknown-action',
      advice: 'Type your question instead.',
    });
  }
  const { call } = pressed.action;
  if (call?.skill === 'show-working') return { ...call, input: { turn: pressed.turn, ...call.input } };
  return call ?? null;
}

/** An answer the thread can refer to; a failed turn is none. */
function toPrevious(turns: Awaited<ReturnType<typeof lastTurns>>): PreviousAnswer | null {
  const last = turns.find((turn) => turn.plan.length > 0 || turn.asked !== null);
  if (!last?.reply) return null;
  return { turn: last.id, question: last.question, reply: last.reply, calls: last.plan, asked: last.asked };
}

function nameError(thrown: unknown, run: TurnToRun): DyocenseError {
  if (run.stopped.aborted)
    return new UserError('Stopped.', { code: 'stopped', advice: 'Ask again whenever you like.', cause: thrown });
  if (run.deadline.aborted) {
    return new UpstreamError('This took longer than I may take for an answer.', {
      code: 'turn-timeout',
      advice: 'Try a shorter period, or ask again in a moment.',
      cause: thrown,
    });
  }
  if (thrown instanceof DyocenseError) return thrown;
  return new BugError('An unexpected error ended the turn.', {
    code: 'unexpected',
    advice: 'Please try again. If it happens again, tell whoever runs Dyocense.',
    cause: thrown,
  });
}
