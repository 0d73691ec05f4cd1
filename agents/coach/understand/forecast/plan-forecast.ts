import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import type { Parsed } from '../parse-message.ts';
import { readEarlier } from '../previous-call.ts';
import { changeForecasts, mergeExtras, reachAssumed, withExtras } from './add-extras.ts';
import { askForPart } from './ask-for-part.ts';
import { readForecastTalk, type TalkSetting } from './forecast-talk.ts';
import { type ForecastExtras, readForecastThread } from './forecast-thread.ts';
import { readGrain } from './read-grain.ts';

/** A message planned. `leans`: it goes on from the turn before. */
export interface Planned {
  readonly understood: Understanding;
  readonly leans: boolean;
}

interface PlanSetting extends TalkSetting {
  /** Plans a message, or a part of one, for its numbers. */
  readonly plan: (parsed: Parsed) => Planned;
  /** Plans the whole message as if forecasts had nothing to take for granted. */
  readonly usual: () => Planned;
}

/**
 * Plans a message that may speak of forecasts: what is taken for granted, compared or shown is read first, and the rest
 * as any other message. What the thread's forecast holds is kept where the message goes on from it.
 */
export function planForecast(parsed: Parsed, setting: PlanSetting): Understanding {
  const talk = readForecastTalk(parsed, setting);
  if (talk?.kind === 'told') return talk.understood;
  if (talk?.kind === 'beside') {
    const planned = setting.plan(talk.rest);
    const first = forecastOf(planned.understood);
    if (first !== undefined) {
      const asked = talk.closes === undefined ? undefined : askForPart(first, talk.closes);
      return finish(asked ?? planned.understood, planned.leans, talk.rest, talk.extras, setting);
    }
  }
  const { understood, leans } = setting.usual();
  return finish(understood, leans, parsed, {}, setting);
}

function forecastOf(understood: Understanding): SkillCall | undefined {
  const calls =
    understood.kind === 'plan'
      ? understood.calls
      : understood.question.choices.flatMap(({ call }) => (call === undefined ? [] : [call]));
  return calls.find(({ skill }) => skill === 'forecast-metric');
}

function finish(
  understood: Understanding,
  leans: boolean,
  parsed: Parsed,
  said: ForecastExtras,
  { earlier, clock }: PlanSetting,
): Understanding {
  const grain = readGrain(parsed);
  const now: ForecastExtras = grain === undefined ? said : { ...said, grain };
  return changeForecasts(understood, (call) => {
    const held = leans ? heldBy(readForecastThread(earlier), parsed) : {};
    const { period } = readEarlier(call);
    const reached = leans || parsed.times.length > 0 ? call : reachAssumed(call, now.assume ?? [], clock);
    return withExtras(reached, mergeExtras(held, now, period));
  });
}

/** What it is made of is asked for once more only of another number or part, not of other days. */
function heldBy(thread: ForecastExtras | undefined, parsed: Parsed): ForecastExtras {
  const { show, ...held } = thread ?? {};
  return show === 'drivers' && parsed.times.length === 0 && parsed.links.length > 0 ? { ...held, show } : held;
}
