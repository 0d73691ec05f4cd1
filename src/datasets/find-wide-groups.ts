import type { MeasureColumn } from './assign-roles.ts';
import { cleanName, plainWords, splitWords } from './clean-text.ts';
import { isFlag } from './flags.ts';
import { type MetricConcept, metricConcept } from './metric-concepts.ts';
import { dimensionOfMembers } from './name-dimension.ts';
import { headerHasCurrency, headerHasPercent, isNamedLikeRate, isNamedLikeTotal, nameMetric } from './name-metric.ts';

/** Columns that are the members of one dimension: one metric, a column a member. */
export interface WideGroup {
  readonly concept: MetricConcept;
  readonly dimension: string;
  readonly members: readonly { readonly measure: MeasureColumn; readonly member: string }[];
  /** A column that adds them up, and on how many of the rows it does. */
  readonly total: { readonly measure: MeasureColumn; readonly agreeing: number; readonly rows: number } | null;
}

export interface WideFindings {
  readonly groups: readonly WideGroup[];
  /** Measures that belong to no group. */
  readonly single: readonly MeasureColumn[];
}

const SPLITTABLE = new Set(['revenue', 'quantity', 'orders', 'customers', 'bookings']);

/**
 * Finds the wide shape: sibling columns named like members (dishes, shops) instead of like metrics, either with a
 * shared metric word (“Harbor revenue”, “Station revenue”) or with none (“steak”, “fish”, “total”).
 * @param hint words of the file name and title that may say what is counted.
 */
export function findWideGroups(measures: readonly MeasureColumn[], hint: string): WideFindings {
  const shared = groupsWithSharedWord(measures);
  const taken = new Set(
    shared.flatMap((group) => [
      ...group.members.map((member) => member.measure),
      ...(group.total ? [group.total.measure] : []),
    ]),
  );
  const left = measures.filter((measure) => !taken.has(measure));
  const plain = shared.length > 0 ? null : groupOfPlainNames(left, hint);
  for (const member of plain?.members ?? []) taken.add(member.measure);
  if (plain?.total) taken.add(plain.total.measure);
  return { groups: plain ? [...shared, plain] : shared, single: measures.filter((measure) => !taken.has(measure)) };
}

function groupsWithSharedWord(measures: readonly MeasureColumn[]): WideGroup[] {
  const byConcept = new Map<MetricConcept, { measure: MeasureColumn; member: string }[]>();
  for (const measure of measures) {
    const name = nameMetric(measure.column.name);
    if (!name || name.rest === '' || !SPLITTABLE.has(name.concept.key)) continue;
    byConcept.set(name.concept, [...(byConcept.get(name.concept) ?? []), { measure, member: cleanName(name.rest) }]);
  }
  const groups: WideGroup[] = [];
  for (const [found, members] of byConcept) {
    if (members.length < 2 || new Set(members.map((member) => member.member)).size < members.length) continue;
    const concept =
      found.key === 'revenue'
        ? conceptOfSales(
            members.map((member) => member.measure),
            members.map((member) => member.measure.column.name).join(' '),
          )
        : found;
    const rivals = measures.filter(
      (measure) => isTotalName(measure) && !members.some((member) => member.measure === measure),
    );
    groups.push({
      concept,
      dimension: dimensionOfMembers(members.map((member) => member.member)),
      members,
      total: totalAmong(
        rivals,
        members.map((member) => member.measure),
      ),
    });
  }
  return groups;
}

function isTotalName(measure: MeasureColumn): boolean {
  const name = nameMetric(measure.column.name);
  return (
    isNamedLikeTotal(measure.column.name) || (name !== null && name.rest === '' && SPLITTABLE.has(name.concept.key))
  );
}

function groupOfPlainNames(measures: readonly MeasureColumn[], hint: string): WideGroup | null {
  const unnamed = measures.filter((measure) => looksLikeMember(measure));
  const members = sameFamily(unnamed);
  if (members.length < 2) return null;
  const rivals = measures.filter((measure) => !members.includes(measure) && isTotalName(measure));
  const total = totalAmong(rivals, members);
  const known = measures.filter(
    (measure) =>
      !members.includes(measure) &&
      nameMetric(measure.column.name)?.concept.role === 'measure' &&
      measure !== total?.measure,
  );
  if (!total && members.length < 3 && known.length > 0) return null;
  // Beside sales that they do not add up to, they are something else: advertising, say, by medium.
  if (!total && known.some((measure) => isTotalName(measure))) return null;
  if (!total && !similarSize(members)) return null;
  const names = memberNames(members);
  const named = total ? nameMetric(total.measure.column.name)?.concept : undefined;
  const dimension = dimensionOfMembers(
    members.map((measure) => measure.column.name),
    hint,
  );
  return {
    concept:
      named && SPLITTABLE.has(named.key)
        ? named
        : conceptOfSales(members, `${hint} ${total?.measure.column.name ?? ''}`, dimension),
    dimension,
    members: members.map((measure, at) => ({ measure, member: names[at] ?? measure.column.name })),
    total,
  };
}

function looksLikeMember(measure: MeasureColumn): boolean {
  const { name } = measure.column;
  return (
    nameMetric(name) === null &&
    !isNamedLikeTotal(name) &&
    !isNamedLikeRate(name) &&
    !headerHasPercent(name) &&
    !measure.numbers.percent &&
    !isFlag(measure.column)
  );
}

/** Money beside counts are two families; the larger one is the group. */
function sameFamily(measures: readonly MeasureColumn[]): MeasureColumn[] {
  const money = measures.filter((measure) => measure.numbers.withDecimals > 0.05 || measure.numbers.currency !== null);
  const whole = measures.filter((measure) => !money.includes(measure));
  if (money.length >= measures.length * 0.5 || whole.length === 0) return money.length >= 2 ? [...measures] : [];
  return whole.length >= 2 ? whole : [];
}

function similarSize(measures: readonly MeasureColumn[]): boolean {
  const sizes = measures.map(typicalSize).filter((size) => size > 0);
  return sizes.length === 0 || Math.max(...sizes) / Math.min(...sizes) <= 200;
}

/** Mean of the absolute values. */
function typicalSize({ column, numbers }: MeasureColumn): number {
  let sum = 0;
  let count = 0;
  numbers.numbers.forEach((value, code) => {
    if (Number.isNaN(value)) return;
    sum += Math.abs(value) * (column.counts[code] ?? 0);
    count += column.counts[code] ?? 0;
  });
  return count === 0 ? 0 : sum / count;
}

/** “Shop Nord”, “Shop Süd” keep their names; a unit or word that all share at the end (“steak pcs”) goes. */
function memberNames(measures: readonly MeasureColumn[]): string[] {
  const words = measures.map((measure) => splitWords(measure.column.name));
  const last = words[0]?.at(-1);
  const shared = last !== undefined && words.every((parts) => parts.length > 1 && parts.at(-1) === last);
  const short = words.map((parts) => cleanName(parts.slice(0, -1).join(' ')));
  return shared && new Set(short).size === short.length ? short : measures.map((measure) => measure.column.name);
}

function totalAmong(candidates: readonly MeasureColumn[], members: readonly MeasureColumn[]): WideGroup['total'] {
  for (const measure of candidates) {
    const found = agreement(measure, members);
    // Below half it is another number under a name that sounds like a total.
    if (found.rows > 0 && found.agreeing / found.rows >= 0.5) return { measure, ...found };
  }
  return null;
}

function agreement(total: MeasureColumn, members: readonly MeasureColumn[]): { agreeing: number; rows: number } {
  let agreeing = 0;
  let rows = 0;
  total.column.codes.forEach((code, row) => {
    const value = total.numbers.numbers[code] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    let sum = 0;
    for (const { column, numbers } of members) sum += numbers.numbers[column.codes[row] ?? 0] || 0;
    rows += 1;
    if (Math.abs(sum - value) <= Math.max(0.011 * members.length, Math.abs(value) * 0.001)) agreeing += 1;
  });
  return { agreeing, rows };
}

/** “Sales” may be money or pieces: a currency, decimals or the words around decide; whole numbers are pieces unless large. */
export function conceptOfSales(measures: readonly MeasureColumn[], words: string, dimension = 'item'): MetricConcept {
  const said = plainWords(words);
  const money = measures.some((measure) => measure.numbers.currency !== null || headerHasCurrency(measure.column.name));
  const wordsForMoney = said.some((word) =>
    /^(revenue|revenues|umsatz|umsaetze|takings|turnover|income|eur|usd|gbp|chf|erloes|einnahmen)/.test(word),
  );
  const wordsForPieces = said.some((word) =>
    /^(units|quantity|qty|portions|pieces|menge|stueck|absatz|items|count)$/.test(word),
  );
  const decimals = measures.filter((measure) => measure.numbers.withDecimals > 0.2).length >= measures.length / 2;
  const large = Math.max(...measures.map(typicalSize)) >= (dimension === 'location' ? 300 : 1_000);
  const isMoney = money || wordsForMoney || (!wordsForPieces && (decimals || large));
  return metricConcept(isMoney ? 'revenue' : 'quantity');
}
