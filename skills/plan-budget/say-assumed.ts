import type { MetricDefinition } from '../../src/contracts/catalogue.ts';
import type { AssumedValue, Assumption } from '../planning/plan-maker.ts';
import type { KnownChannel } from './know-channels.ts';
import { lowerFirst } from './words.ts';

/** Each channel that was given a range nobody measured, in words. */
export function sayAssumedChannels(
  channels: readonly KnownChannel[],
  result: Pick<MetricDefinition, 'label' | 'unit'>,
): readonly Assumption[] {
  const amount = (value: number): AssumedValue => ({
    value,
    unit: result.unit === 'currency' ? 'currency' : 'count',
    decimals: value >= 10 ? 0 : 1,
  });
  return channels.flatMap(({ history, assumed }): Assumption[] => {
    if (!assumed) return [];
    const why =
      assumed.from === 'own-results'
        ? 'half to all of what was counted for it'
        : 'about what the other channels bring for their money, or a good deal less or more';
    return [
      {
        text: `{{channel}} brings {{low}} to {{high}} {{results}} a week for {{spend}}: ${why}.`,
        values: {
          channel: history.name,
          low: amount(assumed.low),
          high: amount(assumed.high),
          results: lowerFirst(result.label),
          spend: { value: assumed.spend, unit: 'currency', decimals: 0 },
        },
      },
    ];
  });
}
