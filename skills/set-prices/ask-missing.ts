import type { PlanRequest } from '../../src/contracts/plan.ts';
import type { SkillFile, SkillResult } from '../../src/contracts/skill.ts';
import { writeCsv } from '../../src/exports/write-sheets.ts';
import { createFactBook } from '../../src/facts/fact-book.ts';
import { askForList } from '../../src/records/ask-for-list.ts';

/** What a unit is taken to cost, as a share of its price, when somebody says "assume it". */
export const USUAL_COST_SHARE = 0.35;

const WHY = {
  products: 'To set prices I need to know what each product sells, and I have no numbers by product yet.',
  quantity:
    'I know the money each product brings, but not how many are sold. Without that I cannot tell a price from a quantity.',
  money: 'I know how many of each product are sold, but neither their prices nor the money they bring.',
} as const;

/** Says which file it takes, column by column, with a template. */
export function askForSales(what: keyof typeof WHY): SkillResult {
  const book = createFactBook();
  return {
    facts: book.facts,
    sections: [
      { kind: 'answer', template: WHY[what] },
      {
        kind: 'next',
        template:
          'Send me one file with a row for each product and day (or week) and four columns: the date, the product, the quantity sold and the revenue. Two years are best; half a year is the least that can show how customers answer to a price. Most tills can export this. I put a template beside this.',
      },
    ],
    charts: [],
    tables: [],
    files: [salesTemplate()],
    followUps: [{ label: 'Add the file', kind: 'upload' }],
    working: null,
  };
}

function salesTemplate(): SkillFile {
  const columns = ['date', 'product', 'quantity', 'revenue'].map((label) => ({ label, kind: 'text' as const }));
  const rows = [
    ['2026-11-02', 'Example small coffee', '84', '268.80'],
    ['2026-11-02', 'Example cake', '21', '94.50'],
    ['2026-11-03', 'Example small coffee', '79', '252.80'],
  ];
  return writeCsv('sales-by-product', { name: 'sales-by-product', columns, rows });
}

/** Asks what one unit costs, with a way on without. */
export function askForCosts(request: PlanRequest, names: readonly string[]): SkillResult {
  const book = createFactBook();
  const shown = names.slice(0, 5).map((name) => book.name(name));
  const more = names.length > shown.length ? ' and others' : '';
  const why = `To set prices I need to know what one more unit costs you. I do not know it for ${shown.join(', ')}${more}.`;
  const asked = askForList(['product'], why);
  const share = book.percent('Usual share of the price that a unit costs', USUAL_COST_SHARE, {
    source: { kind: 'method', how: 'A usual share of cost of goods in food and retail; your own will differ' },
  });
  const { kind: _kind, changes, ...rest } = request;
  return {
    facts: book.facts,
    sections: asked.sections,
    charts: [],
    tables: [],
    files: asked.files,
    followUps: [
      ...asked.followUps,
      {
        label: `Assume ${share} of the price`,
        kind: 'choose',
        call: { skill: 'set-prices', input: { ...rest, changes, assume: true } },
      },
    ],
    working: null,
  };
}

/** There is nothing to choose from: everything asked about was left out. */
export function nothingToPlan(names: readonly string[]): SkillResult {
  const book = createFactBook();
  const left = names.slice(0, 5).map((name) => book.name(name));
  const why = left.length > 0 ? ` Left out are ${left.join(', ')}.` : '';
  return {
    facts: book.facts,
    sections: [{ kind: 'answer', template: `There is no product left whose price could change.${why}` }],
    charts: [],
    tables: [],
    followUps: [],
    working: null,
  };
}
