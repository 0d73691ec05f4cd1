import { describe, expect, it } from 'vitest';
import { fitArima } from '../../../../src/engines/forecaster/arima/fit-arima.ts';
import { mixEts } from '../../../../src/engines/forecaster/ets/ets-mixture.ts';
import { estimateAllEts, listEtsForms, toEtsModel } from '../../../../src/engines/forecaster/ets/fit-ets.ts';
import { fitTheta } from '../../../../src/engines/forecaster/models/fit-theta.ts';
import type { FittedModel } from '../../../../src/engines/forecaster/models/fitted-model.ts';
import type { ParitySeries } from './parity-series.ts';
import { makeParitySeries, smape } from './parity-series.ts';
import type { RAnswer } from './r-answers.ts';
import { R_ANSWERS } from './r-answers.ts';

const CASES = makeParitySeries().map((series) => [series.name, series, answerOf(series.name)] as const);

function answerOf(name: string): RAnswer {
  const answer = R_ANSWERS[name];
  if (answer === undefined) throw new Error(`no answer of R for ${name}`);
  return answer;
}

/** The engine's models see values scaled to size one. */
function forecastScaled(series: ParitySeries, fit: (y: Float64Array) => FittedModel | null): Float64Array {
  const size = Math.max(...series.train);
  const y = series.train.map((value) => value / size);
  const out = new Float64Array(series.test.length);
  fit(y)?.project(y, [y.length], out.length, out, 0);
  return out.map((value) => value * size);
}

const estimateForms = (y: Float64Array, season: number) =>
  estimateAllEts(y, y.length, listEtsForms(season, season > 1, true));

describe.each(CASES)('beside R on "%s"', (_name, series, answer) => {
  const errorOf = (mean: ArrayLike<number>) => smape(series.test, mean);

  it('Theta says what thetaf says, and errs within 0.1 sMAPE of it', () => {
    const ours = forecastScaled(series, (y) => fitTheta(y, y.length, series.season));
    // sMAPE between the two answers, in percent.
    expect(smape(answer.thetaf, ours)).toBeLessThan(0.1);
    expect(Math.abs(errorOf(ours) - errorOf(answer.thetaf))).toBeLessThan(0.1);
  });

  it('ETS errs at most 0.2 sMAPE more than ets', () => {
    const ours = forecastScaled(series, (y) => {
      const [best] = estimateForms(y, series.season);
      return best === undefined ? null : toEtsModel(best);
    });
    expect(errorOf(ours)).toBeLessThan(errorOf(answer.ets) + 0.2);
  });

  it('Auto-ARIMA is within 2% of the AICc of auto.arima, or errs less', () => {
    const model = fitArima({ y: Array.from(series.train), season: series.season });
    if (!model.ok) throw new Error('refused');
    // On logarithms or roots the likelihood is of other values, so only the errors can be compared.
    const asLikely = model.lambda === 1 && model.aicc <= 1.02 * answer.autoArima.aicc;
    const errsLess = errorOf(model.predict(series.test.length)) <= errorOf(answer.autoArima.mean);
    expect(asLikely || errsLess).toBe(true);
  });
});

it('the mixture of ETS forms errs no more than ets over all of them', () => {
  const mean = (errorOf: (series: ParitySeries, answer: RAnswer) => number) =>
    CASES.reduce((sum, [, series, answer]) => sum + errorOf(series, answer), 0) / CASES.length;
  const ours = mean((series) =>
    smape(
      series.test,
      forecastScaled(series, (y) => mixEts(estimateForms(y, series.season))),
    ),
  );
  expect(ours).toBeLessThan(mean((series, answer) => smape(series.test, answer.ets)) + 0.1);
});
