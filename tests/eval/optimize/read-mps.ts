import { LinearModel, type Term } from '../../../src/engines/optimizer/model/linear-model.ts';

interface MpsRow {
  readonly name: string;
  readonly sense: string;
  readonly terms: [column: string, value: number][];
  rhs: number;
  range: number | null;
}

interface MpsColumn {
  cost: number;
  lower: number;
  upper: number;
  readonly integer: boolean;
}

/**
 * A linear or mixed-integer model in MPS, fixed or free, minimised. Names hold no spaces (those of Netlib do not).
 * Throws Error on what it does not know: nothing is read wrongly in silence.
 */
export function readMps(text: string): LinearModel {
  const rows = new Map<string, MpsRow>();
  const columns = new Map<string, MpsColumn>();
  let objective = '';
  let offset = 0;
  let section = '';
  let integer = false;

  const pairs = (fields: readonly string[]): [string, number][] => {
    // A section's own name may stand first; pairs then begin at the second field.
    const from = fields.length % 2;
    const found: [string, number][] = [];
    for (let at = from; at + 1 < fields.length; at += 2) found.push([fields[at] ?? '', Number(fields[at + 1])]);
    return found;
  };
  const readers: Record<string, (fields: string[]) => void> = {
    ROWS: ([sense = '', name = '']) => {
      if (sense === 'N') objective ||= name;
      else rows.set(name, { name, sense, terms: [], rhs: 0, range: null });
    },
    COLUMNS: (fields) => {
      if (fields[1] === "'MARKER'") {
        integer = fields[2] === "'INTORG'";
        return;
      }
      const name = fields[0] ?? '';
      const column = columns.get(name) ?? { cost: 0, lower: 0, upper: Infinity, integer };
      columns.set(name, column);
      for (const [row, value] of pairs(fields)) {
        if (row === objective) column.cost = value;
        else rows.get(row)?.terms.push([name, value]);
      }
    },
    RHS: (fields) => {
      for (const [name, value] of pairs(fields)) {
        const row = rows.get(name);
        if (row) row.rhs = value;
        else if (name === objective) offset = -value;
      }
    },
    RANGES: (fields) => {
      for (const [name, value] of pairs(fields)) {
        const row = rows.get(name);
        if (row) row.range = value;
      }
    },
    BOUNDS: (fields) => readBound(fields, columns),
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('*')) continue;
    if (!/^\s/.test(line)) {
      section = line.split(/\s+/)[0] ?? '';
      continue;
    }
    const read = readers[section];
    if (!read) throw new Error(`MPS section ${section} is not known.`);
    read(line.trim().split(/\s+/));
  }
  return toModel([...rows.values()], columns, offset);
}

/** Without a name of the set of bounds there is one field less. */
function readBound(fields: readonly string[], columns: ReadonlyMap<string, MpsColumn>): void {
  const type = fields[0] ?? '';
  const hasValue = !['FR', 'MI', 'PL', 'BV'].includes(type);
  const value = hasValue ? Number(fields.at(-1)) : 0;
  const name = (hasValue ? fields.at(-2) : fields.at(-1)) ?? '';
  const column = columns.get(name);
  if (!column) throw new Error(`MPS bound of an unknown column ${name}.`);
  if (type === 'UP' || type === 'UI') {
    column.upper = value;
    if (value < 0 && column.lower === 0) column.lower = -Infinity;
  } else if (type === 'LO' || type === 'LI') column.lower = value;
  else if (type === 'FX') [column.lower, column.upper] = [value, value];
  else if (type === 'FR') [column.lower, column.upper] = [-Infinity, Infinity];
  else if (type === 'MI') column.lower = -Infinity;
  else if (type === 'BV') [column.lower, column.upper] = [0, 1];
  else if (type !== 'PL') throw new Error(`MPS bound ${type} is not known.`);
}

function toModel(rows: readonly MpsRow[], columns: ReadonlyMap<string, MpsColumn>, offset: number): LinearModel {
  const model = new LinearModel('minimize');
  model.offset = offset;
  const index = new Map([...columns].map(([name, column]) => [name, model.addVariable({ name, ...column })]));
  for (const row of rows) {
    const terms = row.terms.map(([column, value]): Term => [index.get(column) ?? -1, value]);
    model.addRow({ name: row.name, ...boundsOf(row), terms });
  }
  return model;
}

function boundsOf({ sense, rhs, range }: MpsRow): { lower: number; upper: number } {
  const width = Math.abs(range ?? Infinity);
  if (sense === 'L') return { lower: rhs - width, upper: rhs };
  if (sense === 'G') return { lower: rhs, upper: rhs + width };
  const other = rhs + (range ?? 0);
  return { lower: Math.min(rhs, other), upper: Math.max(rhs, other) };
}
