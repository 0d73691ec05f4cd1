import { randomUUID } from 'node:crypto';
import type { Showing } from '../access/access.ts';
import type { Person } from '../contracts/company.ts';
import { BugError, DataError, DyocenseError, UpstreamError, UserError } from '../contracts/errors.ts';
import type { SessionId, TenantId, TurnId } from '../contracts/ids.ts';
import type { Reply } from '../contracts/reply.ts';
import type { SkillCall } from '../contracts/skill.ts';
import type { TurnEvent } from '../contracts/turn.ts';
import { getCompany } from '../db/queries/companies.ts';
import { getInbound, markInbound, type OpenInbound } from '../db/queries/inbound-events.ts';
import { findAction, saveTurn } from '../db/queries/turns.ts';
import { apologise, sayStopped } from './apologise.ts';
import { findPrevious } from './find-previous.ts';
import { claimLease } from './lease.ts';
import { questionOf } from './question-of.ts';
import { WITHDRAWN } from './read-outcome.ts';
import type { InboxServices, TurnAnswer } from './services.ts';
import { splitStop } from './split-stop.ts';

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
  const question = questionOf(inbound);
  emit({ type: 'accepted', conversation: inbound.conversation, turn, company: inbound.workspace });
  const elapsed = () => Math.round(performance.now() - started);
  try {
    const { said, person, calls: plan, ...found } = await answerInbound(services, run, turn, emit);
    const { answer, visibility } = await show(services, run, turn, person, found);
    const ms = elapsed();
    const saved = await saveOutcome(services, run, 'done', visibility, {
      id: turn,
      question: said ?? question,
      plan,
      ms,
      ...answer,
    });
    if (saved !== 'saved') return endUnsaved(services, run, saved);
    for (const section of answer.reply.sections) emit({ type: 'section', section });
    emit({ type: 'reply', reply: answer.reply, trace: { plan, tier: answer.tier, ms } });
    log.info(
      { tenant: run.tenant, turn, skills: plan.map((call) => call.skill), tier: answer.tier, ms },
      'turn answered',
    );
  } catch (thrown) {
    if (run.lost.aborted) return false;
    const error = nameError(thrown, run);
    // What is wrong with somebody's file is theirs to read, and no fault of ours.
    const level = error instanceof UserError || error instanceof DataError ? 'info' : 'error';
    log[level](
      { tenant: run.tenant, turn, code: error.code, err: level === 'error' ? thrown : undefined, ms: elapsed() },
      'turn failed',
    );
    const nothing = { plan: [], actions: [], asked: null, tier: 'builtin' as const };
    const apology = { id: turn, question, reply: apologise(error), ms: elapsed(), ...nothing };
    const saved = await saveOutcome(services, run, 'failed', 'here', apology);
    if (saved !== 'saved') return endUnsaved(services, run, saved);
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

/** Nothing was kept: the message was taken back, or another process has the thread and tells its listeners. */
function endUnsaved({ hub, log }: InboxServices, { tenant, event }: TurnToRun, why: 'withdrawn' | 'lost'): boolean {
  if (why === 'lost') return false;
  log.info({ tenant, inbound: event.id }, 'message was taken back');
  hub.emit(event.id, WITHDRAWN);
  return true;
}

/** Who may see it: a reply that only the asker may see says so, and offers what would change that. */
async function show(
  { access }: InboxServices,
  run: TurnToRun,
  turn: TurnId,
  person: Person | null,
  answer: Omit<TurnAnswer, 'calls'>,
): Promise<{ answer: Omit<TurnAnswer, 'calls'>; visibility: Showing['visibility'] }> {
  const { reply } = answer;
  const showing = await access.decideShowing(run.tenant, run.event.inbound, { turn, person, reply });
  const offered = showing.actions.map(({ id, label }) => ({ id, label, kind: 'choose' as const }));
  return {
    visibility: showing.visibility,
    answer: {
      ...answer,
      reply: {
        ...reply,
        visibility: showing.visibility === 'asker' ? 'asker' : reply.visibility,
        actions: [...reply.actions, ...offered],
      },
      actions: [...answer.actions, ...showing.actions],
    },
  };
}

/**
 * Only who holds the thread's lease at this moment and began the event last may save, so that a message is never
 * answered twice. What goes to a platform is queued in the same transaction: an answer that is kept will be sent.
 */
async function saveOutcome(
  { database, delivery }: InboxServices,
  { tenant, session, event }: TurnToRun,
  status: 'done' | 'failed',
  visibility: Showing['visibility'],
  turn: Omit<Parameters<typeof saveTurn>[1], 'session' | 'inbound'> & { readonly reply: Reply },
): Promise<'saved' | 'withdrawn' | 'lost'> {
  const outcome = await database.inTenant(tenant, async (tx) => {
    if (!(await claimLease(database, tx, session))) return 'lost';
    if (!(await markInbound(tx, event.id, status, event.attempts + 1)))
      return (await getInbound(tx, event.id))?.status === 'withdrawn' ? 'withdrawn' : 'lost';
    await saveTurn(tx, { ...turn, session, inbound: event.id });
    const { id, reply } = turn;
    await delivery.queueReply(tx, { inbound: event.inbound, event: event.id, turn: id, reply, visibility });
    return 'saved';
  });
  // The job that looks after the turn looks after its answer too.
  if (outcome === 'saved') delivery.kick(tenant);
  return outcome;
}

async function answerInbound(
  services: InboxServices,
  run: TurnToRun,
  turn: TurnId,
  emit: (event: TurnEvent) => void,
): Promise<TurnAnswer & { said?: string; person: Person | null }> {
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
    return {
      company,
      sender: await services.access.identify(tx, company, inbound, run.event.id),
      catalogue: await services.catalogues.read(tx, company),
      previous: await findPrevious(tx, run.session, inbound),
      pressed: inbound.actionId ? await findAction(tx, inbound.actionId) : null,
    };
  });
  if (known.sender.kind === 'reply') {
    for (const outbox of known.sender.queued) await services.delivery.send(run.tenant, outbox);
    return { reply: known.sender.reply, calls: [], tier: 'builtin', asked: null, actions: [], person: null };
  }
  const { person } = known.sender;
  const pressed = inbound.actionId ? pressedCall(known.pressed) : (inbound.call ?? null);
  const stop = splitStop(run.stopped);
  const signal = AbortSignal.any([stop.ends, run.lost, run.deadline]);
  const answer = await services.answer({
    turn,
    text: pressed ? '' : inbound.text || (known.pressed?.action.label ?? ''),
    pressed,
    company: known.company,
    person,
    inbound,
    catalogue: known.catalogue,
    attachments: inbound.attachments,
    previous: known.previous,
    signal,
    untilStopped: stop.untilStopped,
    data: (work) => database.inTenant(run.tenant, work),
    emit,
  });
  signal.throwIfAborted();
  return { ...answer, person, ...(known.pressed ? { said: known.pressed.action.label } : {}) };
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

function nameError(thrown: unknown, run: TurnToRun): DyocenseError {
  if (run.stopped.aborted) return sayStopped(thrown);
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
