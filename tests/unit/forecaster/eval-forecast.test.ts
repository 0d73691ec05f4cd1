import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectFrequency, toFrequency } from '../../eval/forecast/detect-frequency.ts';
import type { EvalModel } from '../../eval/forecast/eval-model.ts';
import { evaluateSeries, reportModels } from '../../eval/forecast/evaluate.ts';
import { makeDates } from '../../eval/forecast/make-dates.ts';
import { intervalScore, naiveScale, owa, scoreSeries } from '../../eval/forecast/metrics.ts';
import { EVAL_MODELS } from '../../eval/forecast/models.ts';
import { forecastNaive2 } from '../../eval/forecast/naive2.ts';
import { describeFile } from '../../eval/forecast/print-report.ts';
import { evaluateByR, findR, frequencyForR } from '../../eval/forecast/r-models.ts';
import { readSeriesFile } from '../../eval/forecast/read-series-file.ts';
import { AIR_PASSENGERS } from './air-passengers.ts';
import { seededNormal, seededRandom } from './seeded-random.ts';

const exact = (mean: number[]) => ({ mean, low80: mean, high80: mean, low95: mean, high95: mean });

describe('the measures of M4', () => {
  it('are as their definitions say, by hand', () => {
    const prediction = {
      mean: [110, 90, 0],
      low80: [105, 85, 1],
      high80: [115, 95, 2],
      low95: [90, 70, 2],
      high95: [130, 96, 4],
    };
    // |errors| 10, 10, 0; scale 5.
    const score = scoreSeries([100, 100, 0], prediction, 5);
    expect(score.mape).toBeCloseTo((0.1 + 0.1) / 2, 12);
    expect(score.wape).toBeCloseTo(20 / 200, 12);
    expect(score.smape).toBeCloseTo((20 / 210 + 20 / 190 + 0) / 3, 12);
    expect(score.mase).toBeCloseTo(20 / 3 / 5, 12);
    // Widths 40, 26, 2; outside by 0, 4 and 2, at 2/0.05 = 40 each.
    expect(score.msis).toBeCloseTo((40 + 26 + 160 + 2 + 80) / 3 / 5, 12);
    expect(score.cov80).toBe(0);
    expect(score.cov95).toBeCloseTo(1 / 3, 12);
  });

  it('leave missing values out', () => {
    const score = scoreSeries([10, Number.NaN, 20], exact([12, 99, 20]), 1);
    expect(score.mase).toBeCloseTo(1, 12);
    expect(score.cov95).toBe(0.5);
    expect(naiveScale([1, Number.NaN, 4, 6], 1)).toBe(2);
  });

  it('scale by the seasonal naive error of the train part', () => {
    expect(naiveScale([1, 10, 3, 14, 2, 10], 2)).toBeCloseTo((2 + 4 + 1 + 4) / 4, 12);
    expect(naiveScale([5, 5, 5], 1)).toBeNaN();
  });

  it('score an interval', () => {
    expect(intervalScore(5, 4, 7, 0.05)).toBe(3);
    expect(intervalScore(3, 4, 7, 0.05)).toBe(3 + 40);
    expect(intervalScore(9, 4, 7, 0.2)).toBe(3 + 20);
  });

  it('weigh to the OWA that M4 published', () => {
    // Makridakis, Spiliotis & Assimakopoulos 2020, sMAPE and MASE over all 100,000 series: Theta, ES-RNN, Naïve 1.
    const naive2 = { smape: 13.564, mase: 1.912 };
    expect(owa({ smape: 12.309, mase: 1.696 }, naive2)).toBeCloseTo(0.897, 3);
    expect(owa({ smape: 11.374, mase: 1.536 }, naive2)).toBeCloseTo(0.821, 3);
    expect(owa({ smape: 14.208, mase: 2.044 }, naive2)).toBeCloseTo(1.058, 3);
  });
});

describe('Naïve2', () => {
  it('is the last value where there is no season', () => {
    expect([...forecastNaive2(Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6), 1, 3)]).toEqual([6, 6, 6]);
  });

  it('puts a multiplicative season on the last value', () => {
    const factors = [0.8, 1.1, 1.3, 0.8];
    const train = Float64Array.from({ length: 24 }, (_, t) => 50 * (factors[t % 4] ?? 1));
    forecastNaive2(train, 4, 6).forEach((value, h) => {
      expect(value).toBeCloseTo(50 * (factors[h % 4] ?? 1), 9);
    });
  });
});

describe('the frequency', () => {
  const plain = (train: Float64Array, times: string[] = []) => [{ train, times }];
  const days = (step: number) =>
    Array.from({ length: 30 }, (_, i) => new Date(i * step * 86_400_000).toISOString().slice(0, 10));

  it('comes from dates, then from the name, then from the data', () => {
    const flat = new Float64Array(30);
    expect(detectFrequency('monthly', plain(flat, days(1)))).toEqual({ season: 7, stepsPerYear: 365.25 });
    expect(detectFrequency('x', plain(flat, days(7)))).toEqual({ season: 1, stepsPerYear: 365.25 / 7 });
    expect(detectFrequency('m3_quarterly', plain(flat)).season).toBe(4);
    expect(detectFrequency('air', plain(Float64Array.from(AIR_PASSENGERS))).season).toBe(12);
    const random = seededRandom(1);
    const week = Float64Array.from({ length: 140 }, (_, t) => (t % 7 === 5 ? 30 : 10) + random());
    expect(detectFrequency('x', plain(week)).season).toBe(7);
    expect(detectFrequency('x', plain(week.map(() => random()))).season).toBe(1);
  });
});

describe('the evaluation', () => {
  it('gives every model a full report', () => {
    const normal = seededNormal(seededRandom(6));
    const values = Float64Array.from(
      { length: 72 },
      (_, t) => 100 + t + 20 * Math.sin((Math.PI * t) / 6) + 3 * normal(),
    );
    const series = { id: 'a', train: values.slice(0, 60), test: values.slice(60), times: [] };
    const results = evaluateSeries(series, { season: 12, stepsPerYear: null }, EVAL_MODELS, () => 0);
    const reports = reportModels(results);
    // The series has no zeros, so the models for sparse demand have no part.
    const names = ['ensemble', 'ets', 'theta', 'boosting', 'mstl', 'arima', 'prophet', 'seasonal-naive'];
    expect(Object.keys(reports)).toEqual(names);
    for (const report of Object.values(reports)) {
      for (const value of Object.values(report)) expect(value).toBeTypeOf('number');
      expect(Object.values(report).every(Number.isFinite)).toBe(true);
      expect(report.cov80).toBeLessThanOrEqual(report.cov95);
    }
    expect(reports.ensemble?.mase).toBeLessThan(reports['seasonal-naive']?.mase ?? 0);
  });

  it('shows a model the train part alone, and only series of its kind', () => {
    const seen: number[][] = [];
    const watch: EvalModel = {
      name: 'watch',
      suits: (train) => train.includes(0),
      forecast(train, _frequency, horizon) {
        seen.push([...train]);
        return exact(new Array<number>(horizon).fill(1));
      },
    };
    const yearly = { season: 1, stepsPerYear: null };
    const series = (train: number[]) => ({
      id: 'a',
      train: Float64Array.from(train),
      test: Float64Array.of(7, 8),
      times: [],
    });
    const results = [
      [3, 0, 5],
      [3, 4, 5],
    ].flatMap((train) => evaluateSeries(series(train), yearly, [watch], () => 0));
    expect(seen).toEqual([[3, 0, 5]]);
    expect(reportModels(results).watch?.series).toBe(1);
    expect(reportModels(results).watch?.cov95).toBe(0);
  });

  it('reads a file and names the fault of a bad one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'eval-forecast-'));
    try {
      const good = join(folder, 'good.csv');
      writeFileSync(
        good,
        'series_id,t,split,value,more\na,1,train,5,x\na,2,train,,x\na,3,test,7,x\nb,1,train,1,x\nb,2,test,2,x\n',
      );
      const [first, second] = readSeriesFile(good);
      expect([...(first?.train ?? [])]).toEqual([5, Number.NaN]);
      expect([...(first?.test ?? [])]).toEqual([7]);
      expect(second?.id).toBe('b');
      const bad = join(folder, 'bad.csv');
      writeFileSync(bad, 'series_id,t,split,value\na,1,train,5\na,2,train,five\n');
      expect(() => readSeriesFile(bad)).toThrow(/row 3.*"five" is not a number/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const report = (owa: number, cov95: number) => ({
  ...{ mape: 1, wape: 1, smape: 1, mase: 1, msis: 1, cov80: 80, ms: 1, series: 1 },
  owa,
  cov95,
});

describe('the verdict on a file', () => {
  it('holds the ensemble against the better of the two from R, and its coverage against what it says', () => {
    const level = { ensemble: report(0.91, 95), 'r-ets': report(0.95, 90), 'r-thetaf': report(0.9, 90) };
    expect(describeFile('a', level)).toBe(
      'a: ok OWA 0.910, r-thetaf 0.900 (+1.1%); ok 95% interval holds 95.0% (93–97)',
    );
    const behind = describeFile('a', { ...level, ensemble: report(0.93, 98) });
    expect(behind).toContain('MISSED OWA 0.930');
    expect(behind).toContain('MISSED 95% interval holds 98.0%');
    expect(describeFile('a', { ensemble: report(0.9, 95) })).toBe('a: ok 95% interval holds 95.0% (93–97)');
    expect(describeFile('a', { ets: report(0.9, 95) })).toBeNull();
  });
});

describe('dates for step numbers', () => {
  it('are the grid of the frequency', () => {
    const first = (season: number, stepsPerYear: number | null) => {
      const dates = makeDates({ season, stepsPerYear }, 5);
      return dates === null ? null : [dates.grain, ...dates.days.map((day) => day - (dates.days[0] ?? 0))];
    };
    expect(first(12, null)).toEqual(['month', 0, 31, 59, 90, 120]);
    expect(first(4, null)).toEqual(['quarter', 0, 90, 181, 273, 365]);
    expect(first(7, 365.25)).toEqual(['day', 0, 1, 2, 3, 4]);
    expect(first(1, 52.18)).toEqual(['week', 0, 7, 14, 21, 28]);
    expect(first(1, null)).toBeNull();
  });
});

describe('R beside us', () => {
  it('is told a season that its models can take, and the year of weeks only when asked', () => {
    expect(frequencyForR(toFrequency(12), false)).toBe(12);
    expect(frequencyForR(toFrequency(52), false)).toBe(1);
    expect(frequencyForR(toFrequency(52), true)).toBe(52);
    expect(frequencyForR({ season: 1, stepsPerYear: 365.25 / 7 }, true)).toBe(52);
    expect(frequencyForR(toFrequency(1), true)).toBe(1);
  });

  it.skipIf(!findR().ok)('is scored like ours, with a missing value filled', () => {
    const values = Float64Array.from(AIR_PASSENGERS);
    const series = (id: string) => ({ id, train: values.slice(0, 132), test: values.slice(132), times: [] });
    const gap = series('air, "with a gap"');
    gap.train[30] = Number.NaN;
    const results = evaluateByR([series('air'), gap], toFrequency(12), ['thetaf'], false);
    expect(results.map(({ model }) => model)).toEqual(['r-thetaf', 'r-thetaf']);
    const [whole, filled] = results.map(({ score }) => 100 * score.mape);
    // accuracy(thetaf(window(AirPassengers, end = c(1959, 12)), h = 12), AirPassengers) of forecast 8.20.
    expect(whole).toBeCloseTo(5.327789, 4);
    expect(Math.abs((filled ?? 0) - 5.33)).toBeLessThan(0.2);
  });
});
