import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { FactBook, Slot } from '../../src/facts/fact-book.ts';
import { rowsSource } from '../working.ts';
import type { Explained } from './explain-evidence.ts';
import { isFlat } from './weigh-move.ts';

export interface Move {
  /** "Revenue was … for …, down … from … for …". */
  readonly sentence: string;
  /** "Revenue down …", for a chart's title. */
  readonly title: string;
}

/** What moved by how much. Says so first when it did not go the way the person thought. */
export function sayMove(book: FactBook, explained: Explained, name: Slot): Move | null {
  const { evidence, found } = explained;
  const { metric, filter, period, compare } = evidence;
  const { before, after, delta, relative, direction } = found.totals;
  if (before === null || after === null || delta === null) return null;
  const decimals = metric.unit === 'percent' ? 1 : undefined;
  const now = book.metric(metric, after, {
    decimals,
    source: rowsSource(metric, filter, period, evidence.after.sources),
    period,
  });
  const average = evidence.beforeScale !== 1 && metric.aggregation.kind === 'sum';
  const was = book.metric(metric, before, {
    label: `${metric.label}, before`,
    decimals,
    source: rowsSource(metric, filter, compare, evidence.before.sources),
    period: compare,
  });
  const stretch = book.period('Compared with', compare);
  const earlier = average
    ? `${was}, the weekly average of the four weeks before (${stretch})`
    : `${was} for ${stretch}`;
  const asked = book.period('Period', period);
  const verb = levelVerb(metric);
  if (isFlat(explained)) {
    const lead = explained.believed === undefined ? '' : `${name} did not go ${explained.believed}. `;
    const alike = direction === 'same' ? 'the same as' : 'practically the same as';
    return {
      sentence: `${lead}${name} ${verb} ${now} for ${asked}, ${alike} ${earlier}.`,
      title: `${name} as before`,
    };
  }
  const source = { kind: 'computed', how: 'The later value minus the earlier one', from: [] } as const;
  const size =
    relative === null || metric.unit === 'percent'
      ? book.change(metric, delta, { source })
      : book.percent(`Change of ${metric.label}`, relative, { sign: 'never', source });
  const word = direction === 'up' ? 'up' : 'down';
  const wrong = explained.believed !== undefined && explained.believed !== direction;
  const lead = wrong ? `${name} did not go ${explained.believed}. ${name}` : name;
  return {
    sentence: `${lead} ${verb} ${now} for ${asked}, ${word} ${size} from ${earlier}.`,
    title: `${name} ${word} ${size}`,
  };
}

/** A verb that fits "Revenue" and "Customers" alike. */
export function levelVerb(metric: Pick<MetricDefinition, 'aggregation'>): string {
  return metric.aggregation.kind === 'sum' ? 'came to' : 'stood at';
}
