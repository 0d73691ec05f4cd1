import type { DimensionEntry, Filter, MetricDefinition } from '../../src/contracts/catalogue.ts';
import { UserError } from '../../src/contracts/errors.ts';
import type { Period } from '../../src/contracts/period.ts';
import type { MetricReader } from '../../src/metrics/metric-series.ts';
import { isExample } from '../../src/records/is-example.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { isMarketing, isMoneyOut, isSpend, mayBeResult, rankAsWhole } from './name-measures.ts';

/** Which numbers a budget plan is made from. */
export interface Measures {
  readonly spend: MetricDefinition;
  /** Key of the dimension whose members are the channels. */
  readonly dimension: string;
  /** What of the company it is about, the channels apart. */
  readonly filter: Filter;
  /** A channel that was named as a part of the company. */
  readonly asked: string | null;
  /** Members with any spend in the period looked at, the largest first. */
  readonly members: readonly string[];
  /** How many smaller ones there are beside them. */
  readonly leftOut: number;
  readonly result: MetricDefinition;
  readonly perChannel: boolean;
  /** Other results that could have been taken, the same way. */
  readonly others: readonly MetricDefinition[];
}

export type FoundMeasures =
  | ({ readonly kind: 'found' } & Measures)
  | { readonly kind: 'none'; readonly what: 'spend' | 'channels' | 'result' }
  | { readonly kind: 'several'; readonly what: 'spend' | 'result'; readonly choices: readonly MetricDefinition[] };

interface Wanted {
  readonly dimensions: readonly DimensionEntry[];
  /** Names of the company's list of channels, where it has one. */
  readonly listed: readonly string[];
  readonly filter: Filter;
  /** Stretch of time to look at. */
  readonly period: Period;
  /** Names that were said: of metrics, or of anything else. */
  readonly named: readonly string[];
  /** Nothing is to be asked that can be chosen. */
  readonly assume: boolean;
}

/** More than that nobody steers by hand, and all together they would take long to tell apart. */
export const MOST_CHANNELS = 12;

/**
 * Finds spend, channels and result among the company's numbers. Says which is missing, or which to choose between.
 * @throws UserError `no-such-split` when the spend is not known for that part of the company
 */
export async function findMeasures(metrics: MetricReader, wanted: Wanted): Promise<FoundMeasures> {
  const money = metrics.definitions.filter(isMoneyOut);
  const marketing = money.filter(isMarketing);
  const candidates = marketing.length > 0 ? marketing : money.filter(isSpend);
  if (candidates.length === 0) return { kind: 'none', what: 'spend' };
  const split: { readonly spend: MetricDefinition; readonly dimension: string }[] = [];
  for (const spend of candidates) {
    const dimension = await findDimension(metrics, spend, wanted);
    if (dimension !== null) split.push({ spend, dimension });
  }
  const chosen = choose(split, wanted, ({ spend }) => spend);
  if (chosen === 'several') return { kind: 'several', what: 'spend', choices: split.map(({ spend }) => spend) };
  if (!chosen) return { kind: 'none', what: 'channels' };
  const { [chosen.dimension]: asked = null, ...filter } = wanted.filter;
  const { spend, dimension } = chosen;
  if (!(await metrics.dimensionsOf(spend.key, filter)).includes(dimension)) throw noSuchSplit(spend, filter);
  const all = await readMembers(metrics, spend, dimension, { filter, period: wanted.period });
  const members = all.slice(0, MOST_CHANNELS);
  if (members.length === 0) return { kind: 'none', what: 'channels' };
  return findResult(
    metrics,
    { ...chosen, filter, asked, members, leftOut: all.length - members.length },
    { ...wanted, filter },
  );
}

function noSuchSplit(spend: MetricDefinition, filter: Filter): UserError {
  return new UserError(`I do not know ${spend.label} by channel for ${Object.values(filter).join(', ')} alone.`, {
    code: 'no-such-split',
    advice: 'Ask for the whole company, or add a file that has both in each row.',
  });
}

/** The one that was named, else the only one; with several and nothing said, `several`. */
function choose<T>(
  from: readonly T[],
  { named, assume }: Wanted,
  metricOf: (one: T) => MetricDefinition,
): T | 'several' | undefined {
  const said = new Set(named.map(nameKey));
  const meant = from.find((one) => {
    const { key, label } = metricOf(one);
    return said.has(nameKey(label)) || said.has(nameKey(key));
  });
  if (meant !== undefined) return meant;
  return from.length > 1 && !assume ? 'several' : from[0];
}

const ABOUT_MARKETING = /\b(ads?|advert\w*|marketing|campaigns?|media|medium)\b/;
const ABOUT_CHANNELS = /\b(channels?|sources?|platforms?)\b/;
/** Ways to split what a company sells; none of them is a way to spend on marketing. */
const OF_TRADE = /\b(location|shop|store|item|product|category|staff|payment|segment|region|supplier|brand|size)\b/;

async function findDimension(metrics: MetricReader, spend: MetricDefinition, wanted: Wanted): Promise<string | null> {
  const known = await metrics.dimensionsOf(spend.key);
  const listed = new Set(wanted.listed.map(nameKey));
  const entries = known.map((key) => wanted.dimensions.find((entry) => entry.key === key) ?? { key, members: [] });
  const words = ({ key, label = '' }: DimensionEntry) => `${key} ${label}`.replaceAll('_', ' ').toLowerCase();
  const found =
    entries.find(({ members }) => members.some((member) => listed.has(nameKey(member)))) ??
    entries.find((entry) => ABOUT_MARKETING.test(words(entry))) ??
    entries.find((entry) => ABOUT_CHANNELS.test(words(entry))) ??
    entries.find((entry) => !OF_TRADE.test(words(entry)));
  return found?.key ?? null;
}

async function readMembers(
  metrics: MetricReader,
  metric: MetricDefinition,
  by: string,
  { filter, period }: Pick<Wanted, 'filter' | 'period'>,
): Promise<readonly string[]> {
  const { rows } = await metrics.breakdown({ metric: metric.key, filter, by, period });
  return rows.flatMap(({ member, value }) =>
    value !== null && value > 0 && !isExample('ad-channel', nameKey(member)) ? [member] : [],
  );
}

async function findResult(
  metrics: MetricReader,
  base: Omit<Measures, 'result' | 'perChannel' | 'others'>,
  wanted: Wanted,
): Promise<FoundMeasures> {
  const possible = metrics.definitions.filter((metric) => metric.key !== base.spend.key && mayBeResult(metric));
  const perChannel: MetricDefinition[] = [];
  for (const metric of possible) if (await isCountedPerChannel(metrics, metric, base, wanted)) perChannel.push(metric);
  const whole = possible
    .filter((metric) => !perChannel.includes(metric) && rankAsWhole(metric) !== null)
    .sort((a, b) => (rankAsWhole(a) ?? 0) - (rankAsWhole(b) ?? 0));
  const found = (result: MetricDefinition, own: boolean): FoundMeasures => {
    const others = (own ? perChannel : whole).filter((metric) => metric !== result);
    return { kind: 'found', ...base, result, perChannel: own, others };
  };
  const named = choose([...perChannel, ...whole], { ...wanted, assume: false }, (metric) => metric);
  if (named && named !== 'several') return found(named, perChannel.includes(named));
  const own = choose(perChannel, wanted, (metric) => metric);
  if (own === 'several') return { kind: 'several', what: 'result', choices: perChannel };
  if (own) return found(own, true);
  const [together] = whole;
  return together ? found(together, false) : { kind: 'none', what: 'result' };
}

/** Is it split by the same channels? Half of them at least: orders by sales channel are another thing. */
async function isCountedPerChannel(
  metrics: MetricReader,
  metric: MetricDefinition,
  { dimension, members }: Pick<Measures, 'dimension' | 'members'>,
  wanted: Wanted,
): Promise<boolean> {
  if (!(await metrics.dimensionsOf(metric.key, wanted.filter)).includes(dimension)) return false;
  const own = new Set(await readMembers(metrics, metric, dimension, wanted));
  return 2 * members.filter((member) => own.has(member)).length >= members.length;
}
