import { builtinThinker } from '../agents/coach/builtin-thinker.ts';
import { runCoach } from '../agents/coach/graph.ts';
import { createSkillContext } from '../skills/create-context.ts';
import { runSkill } from '../skills/registry.ts';
import type { AccessActions } from './access/access-actions.ts';
import { chartTable } from './charts/chart-table.ts';
import type { TenantId } from './contracts/ids.ts';
import type { EnginePool } from './engines/pool.ts';
import type { TurnAnswer, TurnRequest } from './inbox/services.ts';
import { civilDate } from './metrics/calendar.ts';
import type { MetricCache } from './metrics/metric-cache.ts';
import type { Logger } from './observability/logger.ts';

interface AnswerServices {
  readonly engines: EnginePool;
  readonly cache: MetricCache;
  readonly log: Logger;
  readonly now: () => Date;
  readonly actionsFor: (tenant: TenantId) => AccessActions;
  /** Called before a skill that may change the company's digests. */
  readonly watchDigests: (tenant: TenantId) => Promise<void>;
  /** Called after a skill that may have changed the company's data. */
  readonly scoreForecasts: (tenant: TenantId) => Promise<void>;
}

/** Brings coach and skills together for one turn: the inbox knows neither. */
export async function answerTurn(
  request: TurnRequest,
  { engines, cache, log, now, actionsFor, watchDigests, scoreForecasts }: AnswerServices,
): Promise<TurnAnswer> {
  const context = createSkillContext({
    company: request.company,
    person: request.person,
    catalogue: request.catalogue,
    attachments: request.attachments,
    previous: request.previous,
    asked: request.inbound,
    access: actionsFor(request.company.id),
    engines,
    cache,
    turn: request.turn,
    signal: request.signal,
    untilStopped: request.untilStopped,
    data: request.data,
    progress: (text, done) => request.emit({ type: 'progress', text, ...(done === undefined ? {} : { done }) }),
    now: now(),
  });
  const { locale, currency } = request.company;
  const outcome = await runCoach(
    { turn: request.turn, text: request.text, pressed: request.pressed },
    {
      catalogue: request.catalogue,
      today: context.today,
      // Dates are written as seen from the real today: a year that is over is said.
      style: { locale, currency, today: civilDate(now(), request.company.timezone) },
      todayIsDataEnd: context.todayIsDataEnd,
      previous: request.previous
        ? { calls: request.previous.calls, ...(request.previous.asked ? { asked: request.previous.asked } : {}) }
        : null,
      attachments: request.attachments.map((file) => file.fileName),
      thinker: builtinThinker,
      runSkill: async (call) => {
        if (call.skill === 'write-digest') await watchDigests(request.company.id);
        const result = await runSkill(context, call);
        if (call.skill === 'import-file') {
          // Whoever asks how good they were has them scored first; an import never fails for it.
          await scoreForecasts(request.company.id).catch((error: unknown) =>
            log.warn({ err: error, tenant: request.company.id }, 'forecasts will be scored later'),
          );
        }
        return result;
      },
      tableOf: (chart) => chartTable(chart, { locale, currency }),
      progress: context.progress,
      signal: request.signal,
      onBug: (error) => log.error({ err: error, turn: request.turn }, 'reply stopped: a number was not grounded'),
    },
  );
  return {
    reply: outcome.reply,
    calls: outcome.calls,
    tier: outcome.tier,
    asked: outcome.asked,
    actions: outcome.actions,
    files: outcome.files,
  };
}
