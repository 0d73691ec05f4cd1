import type { ForecastAssumption, ForecastScenario } from '../../../../src/contracts/forecast.ts';
import type { Grain } from '../../../../src/contracts/period.ts';
import type { SkillCall } from '../../../../src/contracts/skill.ts';

/** What a forecast is asked with beside its number, place and time. */
export interface ForecastExtras {
  readonly grain?: Grain;
  readonly assume?: readonly ForecastAssumption[];
  readonly scenarios?: readonly ForecastScenario[];
  readonly show?: 'drivers' | 'backtest';
}

const KINDS = ['closed', 'open', 'event', 'without', 'metric'];
const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'quarter'];

/** The extras of the forecast just before; nothing where the turn before was no forecast. Inputs were not validated. */
export function readForecastThread(earlier: SkillCall | undefined): ForecastExtras | undefined {
  if (earlier?.skill !== 'forecast-metric') return undefined;
  const { grain, assume, scenarios, show } = earlier.input;
  const known = GRAINS.find((each) => each === grain);
  return {
    ...(known === undefined ? {} : { grain: known }),
    ...(isAssumptions(assume) && assume.length > 0 ? { assume } : {}),
    ...(isScenarios(scenarios) ? { scenarios } : {}),
    ...(show === 'drivers' || show === 'backtest' ? { show } : {}),
  };
}

function isAssumptions(value: unknown): value is readonly ForecastAssumption[] {
  return Array.isArray(value) && value.every((each) => KINDS.includes(String(Object(each).what)));
}

function isScenarios(value: unknown): value is readonly ForecastScenario[] {
  return Array.isArray(value) && value.length > 1 && value.every((each) => isAssumptions(Object(each).assume));
}
