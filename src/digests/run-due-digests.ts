import { DyocenseError, UserError } from '../contracts/errors.ts';
import type { TenantId } from '../contracts/ids.ts';
import type { Inbound } from '../contracts/inbound.ts';
import type { Period } from '../contracts/period.ts';
import type { Database } from '../db/database.ts';
import { getCompany } from '../db/queries/companies.ts';
import {
  claimRun,
  type DigestOutcome,
  type DigestSchedule,
  failRun,
  findSender,
  finishRun,
  lastAccounted,
  listSchedules,
  retakeRuns,
} from '../db/queries/digests.ts';
import { civilDate } from '../metrics/calendar.ts';
import type { Logger } from '../observability/logger.ts';
import { lastCompleteWeek } from './digest-week.ts';
import { accountedUntil } from './manage-digest.ts';
import { nextDue } from './next-due.ts';
import { planRuns } from './plan-runs.ts';

export interface DigestServices {
  readonly database: Database;
  /** The inbox: the same event id twice is one turn. */
  readonly accept: (inbound: Inbound) => Promise<unknown>;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Whoever began to send a digest has this long; then another process takes it over. */
export const TAKE_OVER_MS = 60_000;

interface Claimed {
  readonly schedule: DigestSchedule;
  readonly due: Date;
  readonly outcome: DigestOutcome;
  readonly week: Period;
  readonly locale: string;
  /** null: nobody is left in whose name it could go out. */
  readonly user: string | null;
}

/**
 * Gives every digest of a company that is due by now its outcome, and sends those that are to be sent. The row of a
 * run is written first and its key is the lock, so two processes never send the same one; a row that never reached the
 * inbox (the process died between) is sent again under the same event id.
 * @returns when to look again; null when the company has no digest that waits
 */
export async function runDueDigests(
  services: DigestServices,
  tenant: TenantId,
): Promise<{ readonly next: Date | null }> {
  const now = services.now();
  const { claimed, next } = await services.database.inTenant(tenant, async (tx) => {
    const company = await getCompany(tx);
    if (!company) return { claimed: [], next: null };
    const schedules = await listSchedules(tx);
    const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
    const last = await lastAccounted(tx);
    const runs: { schedule: string; due: Date; outcome: DigestOutcome }[] = [];
    for (const schedule of schedules) {
      for (const { due, outcome } of planRuns(schedule, accountedUntil(schedule, last), now)) {
        const mine = await claimRun(tx, { schedule: schedule.id, due, outcome, ranAt: now });
        if (mine && (outcome === 'posted' || outcome === 'caught-up'))
          runs.push({ schedule: schedule.id, due, outcome });
      }
    }
    runs.push(...(await retakeRuns(tx, { before: new Date(now.getTime() - TAKE_OVER_MS), now })));
    const claimed: Claimed[] = [];
    for (const { schedule: id, due, outcome } of runs) {
      const schedule = byId.get(id);
      // Ended meanwhile: nobody wants it any more.
      if (!schedule) await failRun(tx, { schedule: id, due });
      else {
        const week = lastCompleteWeek(civilDate(due, company.timezone), company.weekStart);
        claimed.push({ schedule, due, outcome, week, locale: company.locale, user: await findSender(tx, schedule) });
      }
    }
    return { claimed, next: soonest(schedules, now) };
  });
  let open = false;
  for (const run of claimed) {
    if (!(await send(services, tenant, run, now))) open = true;
  }
  const again = new Date(now.getTime() + TAKE_OVER_MS);
  return { next: open && (next === null || again < next) ? again : next };
}

/** When the next digest of a company is due; null when none waits. */
export function soonest(schedules: readonly DigestSchedule[], after: Date): Date | null {
  const dues = schedules.filter(({ pausedAt }) => pausedAt === null).map((schedule) => nextDue(schedule, after));
  return dues.reduce<Date | null>((first, due) => (first === null || due < first ? due : first), null);
}

/** @returns false when it may work later */
async function send(services: DigestServices, tenant: TenantId, run: Claimed, now: Date): Promise<boolean> {
  const { database, log } = services;
  const key = { schedule: run.schedule.id, due: run.due };
  const line = { tenant, schedule: key.schedule, due: run.due.toISOString(), outcome: run.outcome };
  try {
    if (run.user === null) {
      await database.inTenant(tenant, (tx) => failRun(tx, key));
      log.warn(line, 'digest has nobody left to go out for');
      return true;
    }
    const inbound = toInbound(run, run.user, now);
    await services.accept(inbound);
    await database.inTenant(tenant, (tx) => finishRun(tx, key, inbound));
    log.info(line, 'digest begun');
    return true;
  } catch (error) {
    const code = error instanceof DyocenseError ? error.code : 'unexpected';
    if (!(error instanceof UserError)) {
      log.error({ ...line, code, err: error }, 'digest could not be begun, it will be tried again');
      return false;
    }
    // The inbox will not have it (its workspace is linked no more); another try would hear the same.
    await database.inTenant(tenant, (tx) => failRun(tx, key));
    log.warn({ ...line, code }, 'digest refused');
    return true;
  }
}

function toInbound({ schedule, due, outcome, week, locale }: Claimed, user: string, now: Date): Inbound {
  const eventId = `digest:${schedule.id}:${due.toISOString()}`;
  return {
    channel: schedule.channel,
    workspace: schedule.workspace,
    conversation: schedule.conversation,
    // A thread of its own each week: no channel takes this for one of its threads, so it begins a new one.
    thread: schedule.thread === '' ? eventId : schedule.thread,
    eventId,
    user,
    text: '',
    attachments: [],
    kind: 'scheduled',
    call: {
      skill: 'write-digest',
      input: { action: 'post', week, ...(outcome === 'caught-up' ? { due: due.toISOString() } : {}) },
    },
    audience: schedule.audience,
    ...(schedule.address === null ? {} : { address: schedule.address }),
    locale,
    timezone: schedule.timezone,
    receivedAt: now.toISOString(),
  };
}
