import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';
import { type CatalogueIndex, isContext, namesOf } from '../catalogue-index.ts';
import { parseMessage } from '../parse-message.ts';
import { readChange } from '../read-change.ts';
import { metricOfConcept } from '../read-metric.ts';
import { readClean } from '../read-text.ts';
import { findDays } from './find-days.ts';
import type { ForecastSetting } from './forecast-setting.ts';

/** Another metric's future values, or why they cannot be taken. */
export type OtherMetric =
  | { readonly kind: 'assume'; readonly assume: ForecastAssumption }
  /** A step in its own unit: an assumption is a per cent or a value. */
  | { readonly kind: 'step' }
  /** The company has no such numbers. */
  | { readonly kind: 'unknown' };

const TEMPERATURE = /\b(\d{1,3}) ?(?:degrees?|celsius|fahrenheit|c|f)\b/;
const BELOW = /\b(?:minus|-) ?\d/;
const BY_DEGREES = /\bdegrees? (?:hotter|warmer|colder|cooler|more|less|up|down)\b/;
const PRICED = /\b(prices?|fees?|rates?)\b/i;
const HALF = /\b(?:half (?:as|the|of|our)|halv\w+)\b/;

/** "With prices 5% up", "if it is 30 degrees on Saturday", "with twice the ad spend". */
export function readOtherMetric(text: string, setting: ForecastSetting): OtherMetric | undefined {
  const { index, clock } = setting;
  const [period] = findDays(text, setting).periods;
  const days = period === undefined ? {} : { period };
  const degrees = TEMPERATURE.exec(text);
  if (degrees !== null) {
    const metric = metricOfConcept('temperature', index);
    if (metric === undefined) return { kind: 'unknown' };
    if (BY_DEGREES.test(text)) return { kind: 'step' };
    const to = Number(degrees[1]) * (BELOW.test(text) ? -1 : 1);
    return { kind: 'assume', assume: { what: 'metric', metric, to, ...days } };
  }
  // Read as the change it is in a sentence of its own.
  const bare = text.replace(
    /^\W*(?:(?:and|but|so|what|assuming|assume|supposing|suppose|if|with|given|when|say)\b\s*)+/,
    '',
  );
  const parsed = parseMessage(readClean(bare), index, clock);
  const { change } = readChange(parsed, index);
  if (change === undefined) return undefined;
  const metric = change.variable === 'price' ? (priceMetric(index) ?? 'price') : change.variable;
  // What is forecast is no assumption about itself.
  if (metric === setting.metric) return undefined;
  if (change.absolute !== undefined) return { kind: 'step' };
  if (change.percent !== undefined) {
    const percent = HALF.test(bare) ? -50 : change.percent;
    return { kind: 'assume', assume: { what: 'metric', metric, percent, ...days } };
  }
  return change.to === undefined
    ? undefined
    : { kind: 'assume', assume: { what: 'metric', metric, to: change.to, ...days } };
}

/** What the company charges, where its numbers hold it. */
function priceMetric(index: CatalogueIndex): string | undefined {
  const priced = index.catalogue.metrics.filter((metric) => namesOf(metric).some((name) => PRICED.test(name)));
  return (priced.find(isContext) ?? priced[0])?.key;
}
