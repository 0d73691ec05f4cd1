import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { FactSource } from '../../src/contracts/fact.ts';
import type { TableTemplate } from '../../src/contracts/skill.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import type { SkillContext } from '../context.ts';
import type { Explained } from './explain-evidence.ts';
import { beforeLabel } from './name-stretch.ts';
import { dimensionName, pickCut, pickTree } from './say-parts.ts';

const MAX_ROWS = 30;

const EXACT: FactSource = { kind: 'computed', how: 'Exact split of the difference; the parts add up to it', from: [] };

/** The exact contributions: by member, and by what the total is made of. */
export function listParts(ctx: SkillContext, book: FactBook, explained: Explained, name: Slot): TableTemplate[] {
  return [...listMembers(ctx, book, explained, name), ...listDrivers(book, explained, name)];
}

function listMembers(ctx: SkillContext, book: FactBook, explained: Explained, name: Slot): TableTemplate[] {
  const cut = pickCut(explained.found) ?? explained.found.breakdowns[0];
  if (cut === undefined) return [];
  const { metric } = explained.evidence;
  const dimension = dimensionName(ctx, book, cut.dimension);
  const value = (label: string, amount: number | null) =>
    amount === null ? '–' : book.metric(metric, amount, { label, decimals: finer(metric), source: EXACT });
  return [
    {
      title: `${name} by ${dimension}`,
      columns: [
        { label: dimension, align: 'left' },
        { label: beforeLabel(book, explained.evidence), align: 'right' },
        { label: book.period('Period', explained.evidence.period), align: 'right' },
        { label: cut.additive ? 'Accounts for' : 'Own change', align: 'right' },
      ],
      rows: cut.rows.slice(0, MAX_ROWS).map((row) => {
        const member = row.presence === 'residual' ? 'Not split' : book.name(row.member);
        return [
          member,
          value(`${metric.label} before, ${row.member}`, row.before),
          value(`${metric.label}, ${row.member}`, row.after),
          book.change(metric, row.delta, {
            label: `Part of ${row.member}`,
            sign: 'always',
            decimals: finer(metric),
            source: EXACT,
          }),
        ];
      }),
    },
  ];
}

function listDrivers(book: FactBook, { found, evidence }: Explained, name: Slot): TableTemplate[] {
  const tree = pickTree(found.drivers);
  if (tree === null) return [];
  const value = (key: string, label: string, amount: number) => {
    const known = evidence.definitions.find((one) => one.key === key);
    return known ? book.metric(known, amount, { label, source: EXACT }) : book.count(label, amount, { source: EXACT });
  };
  return [
    {
      title: `${name} by what it is made of`,
      columns: [
        { label: 'Part', align: 'left' },
        { label: beforeLabel(book, evidence), align: 'right' },
        { label: book.period('Period', evidence.period), align: 'right' },
        { label: 'Accounts for', align: 'right' },
      ],
      rows: tree.terms.map((term) => [
        book.name(term.label),
        value(term.key, `${term.label}, before`, term.before),
        value(term.key, term.label, term.after),
        book.change(evidence.metric, term.effect, {
          label: `Part of ${term.label}`,
          sign: 'always',
          decimals: finer(evidence.metric),
          source: EXACT,
        }),
      ]),
    },
  ];
}

/** Parts of a percentage are often below a point. */
function finer({ unit }: Pick<MetricDefinition, 'unit'>): number | undefined {
  return unit === 'percent' ? 1 : undefined;
}
