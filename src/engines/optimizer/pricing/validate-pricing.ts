import type { Finding } from '../model/finding.ts';
import type { PricedProduct, PricingInput, PricingLimits } from './types.ts';

const MOST_PRODUCTS = 500;
const MOST_OPTIONS = 60;
/** What ties products together; beyond it building the model takes longer than solving it. */
const MOST_ORDERS = 500;
const MOST_CAPACITIES = 100;
const MOST_CROSS_EFFECTS = 2000;
const LEAST_PRICE = 0.001;
/** New prices lie within this factor of today's; nothing is known of demand further away. */
const FURTHEST = 20;
/** Elasticities beyond this are slips, not customers. */
const STRONGEST = 15;

/** Every bad number and every contradiction that can be seen without solving. Linear in the size of the input. */
export function validatePricing(input: PricingInput): readonly Finding[] {
  const { products } = input;
  if (products.length === 0) return [error('no-products', 'There is no product to price.')];
  if (products.length > MOST_PRODUCTS) {
    const words = `${products.length} products are too many for one plan. Please plan at most ${MOST_PRODUCTS} at a time.`;
    return [error('too-many-products', words, { have: products.length, most: MOST_PRODUCTS })];
  }
  for (const [what, ties, most] of [
    ['rules on the order of prices', input.orders, MOST_ORDERS],
    ['shared capacities', input.capacities, MOST_CAPACITIES],
    ['effects between products', input.crossEffects, MOST_CROSS_EFFECTS],
  ] as const) {
    const have = ties?.length ?? 0;
    if (have <= most) continue;
    return [
      error('too-many-ties', `${have} ${what} are too many for one plan. Please give at most ${most}.`, { have, most }),
    ];
  }
  const names = new Map(products.map(({ id, name }) => [id, name]));
  return [
    ...(names.size < products.length ? [error('product-twice', 'A product is in the list twice.')] : []),
    ...products.flatMap(checkProduct),
    ...checkLimits(input.limits ?? {}, products.length),
    ...checkCross(input, names),
    ...checkOrders(input, names),
    ...checkCapacities(input, names),
  ];
}

function checkProduct(product: PricedProduct): Finding[] {
  const { name, price, unitCost, units, stock, elasticity, options } = product;
  const found: Finding[] = [];
  const bad = (code: string, words: string) => found.push(error(code, `${name}: ${words}`, { product: product.id }));
  if (!(price >= LEAST_PRICE && price < 1e9))
    bad('price-not-positive', `today's price is ${price}; it must be above zero.`);
  if (!(unitCost >= 0 && unitCost < 1e9))
    bad('cost-negative', `the cost of one unit is ${unitCost}; it cannot be below zero.`);
  if (!(units >= 0 && units < 1e12)) bad('units-negative', `the units sold are ${units}; they cannot be below zero.`);
  if (stock !== undefined && !(stock >= 0)) bad('stock-negative', `the stock is ${stock}; it cannot be below zero.`);
  if (options.length > MOST_OPTIONS) bad('too-many-prices', `${options.length} prices are too many to choose from.`);
  if (elasticity && !(Math.abs(elasticity.mean) <= STRONGEST && elasticity.sd >= 0 && elasticity.sd <= 5)) {
    bad('elasticity-not-a-number', 'how sales answer to price is not a usable number.');
  } else if (elasticity && elasticity.mean > 0) {
    bad('elasticity-positive', 'sales would rise with the price, which is almost never so.');
  }
  for (const option of options) {
    if (!(option.price > 0 && option.price < 1e9))
      bad('option-not-positive', `a price of ${option.price} is not possible.`);
    else if (Math.abs(Math.log(option.price / price)) > Math.log(FURTHEST)) {
      bad('option-far-off', `a price of ${option.price} is too far from today's ${price} to say what would sell.`);
    } else if (option.units === undefined && !elasticity) {
      bad('units-unknown', 'it is not known how many would sell at a new price.');
      break;
    } else if (option.units !== undefined && !(option.units >= 0 && option.units < 1e12)) {
      bad('option-units-negative', `${option.units} units at a price of ${option.price} are not possible.`);
    }
  }
  if (options.length === 0 && product.mustChange)
    bad('no-other-price', 'the price must change, but there is no other to choose.');
  if (found.length === 0 && price < unitCost) {
    const words = `${name}: today's price is below what one unit costs.`;
    found.push({ code: 'sold-at-a-loss', words, severity: 'warning', values: { product: product.id } });
  }
  return found;
}

function checkLimits(limits: PricingLimits, products: number): Finding[] {
  const found: Finding[] = [];
  for (const [key, value] of Object.entries(limits)) {
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
      found.push(error('limit-negative', `The limit ${key} is ${value}; it must be zero or more.`, { limit: key }));
    }
  }
  const { minUnits = 0, maxUnits = Number.POSITIVE_INFINITY, minMargin = 0, maxChanges = 0 } = limits;
  if (minUnits > maxUnits) {
    const words = `At least ${minUnits} units and at most ${maxUnits} cannot both be kept.`;
    found.push(error('units-contradict', words, { minUnits, maxUnits }));
  }
  if (minMargin >= 1) found.push(error('margin-too-high', 'A margin of 100% or more is not possible.', { minMargin }));
  if (maxChanges > products) {
    const words = `${maxChanges} prices may change, but there are only ${products}.`;
    found.push({ code: 'limit-without-effect', words, severity: 'warning', values: { maxChanges, products } });
  }
  return found;
}

function checkCross(input: PricingInput, names: ReadonlyMap<string, string>): Finding[] {
  const effects = input.crossEffects ?? [];
  const found = effects.flatMap(({ productId, onPriceOf, elasticity }): Finding[] => {
    if (!names.has(productId) || !names.has(onPriceOf)) {
      return [error('cross-unknown', 'An effect between two products names one that is not in the list.')];
    }
    if (productId === onPriceOf)
      return [error('cross-itself', `${names.get(productId)} cannot have a cross effect on itself.`)];
    return Number.isFinite(elasticity)
      ? []
      : [error('cross-not-a-number', 'An effect between two products is not a number.')];
  });
  if (found.length > 0) return found;
  const pairs = new Set(effects.map(({ productId, onPriceOf }) => JSON.stringify([productId, onPriceOf])));
  if (pairs.size < effects.length) return [error('cross-twice', 'An effect between two products is given twice.')];
  const products = new Map(input.products.map((product) => [product.id, product]));
  const worst = new Map<string, number>();
  for (const { productId, onPriceOf, elasticity } of effects) {
    const other = products.get(onPriceOf);
    const ratios = other ? [other.price, ...other.options.map(({ price }) => price)].map((p) => p / other.price) : [1];
    const least = Math.min(...ratios.map((ratio) => ratio ** elasticity - 1));
    worst.set(productId, (worst.get(productId) ?? 0) + least);
  }
  return [...worst].flatMap(([id, least]) =>
    least > -0.95
      ? []
      : [error('cross-too-strong', `${names.get(id)}: the other prices together could take all its sales away.`)],
  );
}

function checkOrders(input: PricingInput, names: ReadonlyMap<string, string>): Finding[] {
  return (input.orders ?? []).flatMap(({ name, cheapestFirst, leastStep = 0 }): Finding[] => {
    if (cheapestFirst.some((id) => !names.has(id)))
      return [error('order-unknown', `${name}: names a product that is not in the list.`)];
    if (new Set(cheapestFirst).size < cheapestFirst.length)
      return [error('order-twice', `${name}: names a product twice.`)];
    return leastStep >= 0
      ? []
      : [error('order-step-negative', `${name}: the least distance between prices is ${leastStep}.`)];
  });
}

function checkCapacities(input: PricingInput, names: ReadonlyMap<string, string>): Finding[] {
  return (input.capacities ?? []).flatMap(({ name, limit, use }): Finding[] => {
    if (!(limit >= 0)) return [error('capacity-negative', `${name}: a capacity of ${limit} is not possible.`)];
    if (use.some(({ productId }) => !names.has(productId))) {
      return [error('capacity-unknown', `${name}: names a product that is not in the list.`)];
    }
    if (use.some(({ perUnit }) => !(perUnit >= 0 && Number.isFinite(perUnit)))) {
      return [error('capacity-use-negative', `${name}: what one unit takes of it must be zero or more.`)];
    }
    return [];
  });
}

function error(code: string, words: string, values?: Finding['values']): Finding {
  return { code, words, severity: 'error', ...(values && { values }) };
}
