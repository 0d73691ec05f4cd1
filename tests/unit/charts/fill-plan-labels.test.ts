import { describe, expect, it } from 'vitest';
import { buildReply } from '../../../agents/coach/build-reply.ts';
import { chartTable } from '../../../src/charts/chart-table.ts';
import type { ChartSpec } from '../../../src/contracts/chart.ts';
import { createFactBook } from '../../../src/facts/fact-book.ts';
import { createGrounder } from '../../../src/facts/ground.ts';
import { SAMPLES } from './samples.ts';

const STYLE = { locale: 'en-US', currency: 'USD', today: '2026-11-23' };

/** The chart as it reaches a person, with `slot` filled by a count of four. */
function fill(make: (slot: string) => ChartSpec): ChartSpec | undefined {
  const book = createFactBook();
  const slot = book.count('Weeks', 4, { source: { kind: 'asked' } });
  const { reply } = buildReply({
    turn: 't',
    steps: [
      {
        call: { skill: 'plan-budget', input: {} },
        result: { facts: book.facts, sections: [], charts: [make(slot)], tables: [], followUps: [], working: null },
      },
    ],
    sections: [],
    asked: null,
    followUps: [],
    withExtras: true,
    grounder: createGrounder(book.facts, STYLE),
    tableOf: (chart) => chartTable(chart, STYLE),
  });
  return reply.charts[0]?.spec;
}

describe('labels of a chart', () => {
  it('fills the slots a skill wrote, and leaves names and shifts of the data as they are', () => {
    const [panel] = SAMPLES.stock.panels;
    expect(
      fill((slot) => ({
        ...SAMPLES.stock,
        title: 'T',
        alt: 'A',
        panels: [{ ...panel, label: 'Syrup {{x}} 12', without: { ...panel.without, label: `Without ${slot} orders` } }],
      })),
    ).toMatchObject({ panels: [{ label: 'Syrup {{x}} 12', without: { label: 'Without 4 orders' } }] });
    const [row] = SAMPLES.roster.rows;
    expect(
      fill((slot) => ({ ...SAMPLES.roster, title: 'T', alt: 'A', rows: [{ ...row, total: `${slot} h` }] })),
    ).toMatchObject({ rows: [{ total: '4 h', cells: row.cells }], gaps: SAMPLES.roster.gaps });
    expect(
      fill((slot) => ({ ...SAMPLES.response, title: 'T', alt: 'A', spendLabel: `Spend in ${slot} weeks` })),
    ).toMatchObject({ spendLabel: 'Spend in 4 weeks', resultLabel: 'Vouchers a week' });
  });

  it('fills what a part says and what a scenario comes to', () => {
    const { parts } = SAMPLES.decomposition;
    expect(
      fill((slot) => ({
        ...SAMPLES.decomposition,
        title: 'T',
        alt: 'A',
        parts: [{ ...parts[0], hint: `Up ${slot} a day` }, parts[1]],
      })),
    ).toMatchObject({ parts: [{ label: 'Trend', hint: 'Up 4 a day' }, { label: 'Day of the week' }] });
    const [first] = SAMPLES.scenarios.scenarios;
    expect(
      fill((slot) => ({
        ...SAMPLES.scenarios,
        title: 'T',
        alt: 'A',
        scenarios: [
          { ...first, label: `${slot} more a day`, note: `${slot} in all` },
          { label: 'B 12', points: first.points },
        ],
      })),
    ).toMatchObject({ scenarios: [{ label: '4 more a day', note: '4 in all' }, { label: 'B 12' }] });
  });

  it('refuses a digit in a title that is no fact', () => {
    expect(() => fill(() => SAMPLES.response)).toThrow(expect.objectContaining({ code: 'ungrounded-number' }));
  });
});
