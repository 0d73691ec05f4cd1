import { listWords } from '../../src/datasets/words.ts';
import type { Assumption } from '../planning/plan-maker.ts';
import { USUAL_COST_SHARE } from './ask-missing.ts';
import type { ProductBasis } from './basis.ts';
import { USUAL } from './beliefs.ts';
import { type Endings, writeEnding } from './price-endings.ts';

interface Assumed {
  readonly maxChange: { readonly value: number; readonly said: boolean };
  readonly endings: Endings;
  readonly products: readonly ProductBasis[];
}

/** What was taken for granted, each with the words that would replace it. */
export function listAssumptions({ maxChange, endings, products }: Assumed): Assumption[] {
  const planned = products.filter((product) => product.planned);
  const costs = planned.filter(({ costFrom }) => costFrom === 'assumed');
  const guessed = planned.filter(({ belief }) => belief.how === 'assumed');
  const names = (of: readonly ProductBasis[]) => listWords(of.map(({ name }) => name));
  const found: Assumption[] = [];
  if (!maxChange.said) {
    found.push({
      text: 'No price changes by more than {{most}} at once.',
      values: { most: { value: maxChange.value, unit: 'percent', decimals: 0 } },
      howToSay: 'prices may change by … percent at most',
    });
  }
  const endingsSaid = sayEndings(endings);
  if (endingsSaid) found.push({ ...endingsSaid, setting: 'price-endings', howToSay: 'our prices end in …' });
  if (costs.length > 0) {
    found.push({
      text: 'One unit of {{names}} costs you {{share}} of its price.',
      values: { names: names(costs), share: { value: USUAL_COST_SHARE, unit: 'percent', decimals: 0 } },
      howToSay: '… costs us …',
    });
  }
  if (guessed.length > 0) {
    found.push({
      text: 'For each {{step}} on the price, sales of {{names}} fall by {{low}} to {{high}}, as they usually do for such products. Nothing in your own numbers tells.',
      values: {
        step: { value: 0.01, unit: 'percent', decimals: 0 },
        names: names(guessed),
        low: { value: -USUAL.high / 100, unit: 'percent', decimals: 1 },
        high: { value: -USUAL.low / 100, unit: 'percent', decimals: 1 },
      },
      setting: guessed.length === 1 ? `elasticity:${guessed[0]?.name ?? ''}` : undefined,
      howToSay: 'sales of … drop … percent for each percent on the price',
    });
  }
  return found;
}

function sayEndings({ endings, from }: Endings): Pick<Assumption, 'text' | 'values'> | null {
  if (from === 'today')
    return {
      text: 'New prices end in {{endings}}, much as yours do today.',
      values: { endings: listWords(endings.map(writeEnding)) },
    };
  if (from !== 'averages' && from !== 'small') return null;
  const why = from === 'small' ? 'your prices are small' : 'I know only what was paid on average';
  const step = { value: 0.05, unit: 'currency' as const, decimals: 2 };
  return { text: `New prices move in steps of {{step}}, because ${why}.`, values: { step } };
}
