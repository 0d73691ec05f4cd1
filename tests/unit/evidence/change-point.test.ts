import { describe, expect, it } from 'vitest';
import { explainChange } from '../../../src/engines/evidence/explain-change.ts';
import { strongestBreak } from '../../../src/engines/evidence/find-breaks.ts';
import { askLast, day, simulateShop } from './simulate.ts';

/** Yearly flow of the Nile at Aswan, 1871–1970 (Cobb 1978; data set `Nile` of R). */
const NILE = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100,
  1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456,
  824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897,
  822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975,
  815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
];

describe('change point', () => {
  it('dates the Nile break after observation 28 with the F of R strucchange (75.92977)', () => {
    const found = strongestBreak(NILE, 15);
    expect(found?.index).toBe(28);
    expect(found?.f).toBeCloseTo(75.92977, 4);
  });

  it('finds the day and the size of a 25% step', () => {
    const found = explainChange(
      askLast(
        simulateShop(31, 400, (i) => (i >= 360 ? 0.75 : 1)),
        7,
      ),
    ).changePoint;
    const off = Math.abs(Date.parse(found?.t ?? '') - Date.parse(day(360))) / 86_400_000;
    expect(off).toBeLessThanOrEqual(3);
    expect(found?.relative).toBeGreaterThan(-0.33);
    expect(found?.relative).toBeLessThan(-0.17);
  });

  it('tells two bad weeks by their start and their end, also when asked about the recovery', () => {
    const history = simulateShop(33, 400, (i) => (i >= 366 && i < 380 ? 0.6 : 1));
    const found = explainChange(askLast(history, 14)).changePoint;
    const off = (t: string | null | undefined, index: number) =>
      Math.abs(Date.parse(t ?? '') - Date.parse(day(index))) / 86_400_000;
    expect(off(found?.t, 366)).toBeLessThanOrEqual(3);
    expect(off(found?.until, 379)).toBeLessThanOrEqual(3);
    expect(found?.relative).toBeLessThan(-0.3);
  });

  it('finds none in at least 90% of shops in which nothing changed', () => {
    const found = Array.from(
      { length: 200 },
      (_, s) => explainChange(askLast(simulateShop(500 + s, 300), 7)).changePoint,
    );
    expect(found.filter((one) => one !== null).length).toBeLessThanOrEqual(20);
  });

  it('seldom takes a slow slope for a step', () => {
    const found = Array.from(
      { length: 60 },
      (_, s) =>
        explainChange(
          askLast(
            simulateShop(50 + s, 400, (i) => 1 - i / 1_200),
            7,
          ),
        ).changePoint,
    );
    expect(found.filter((one) => one !== null).length).toBeLessThanOrEqual(9);
  });

  it('has nothing to say of a handful of values', () => {
    expect(strongestBreak([1, 2, 3], 1)).toBeNull();
    expect(strongestBreak([5, 5, 5, 5, 5, 5, 5, 5], 2)).toBeNull();
  });
});
