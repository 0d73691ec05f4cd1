import { ColumnBuilder, type ColumnTable } from './column-table.ts';
import { decideDateColumn } from './decide-date-column.ts';
import { readDateShape } from './read-date.ts';
import { isMissing } from './read-number.ts';

const LEAST_TIMES = 3;

/**
 * A table with a column a month (or day, or week) and a row a product, turned into one row a cell: the shape that
 * people keep by hand. Any other table comes back as it is.
 * @returns the same row number for all cells of a row: that is where a person finds them.
 */
export function unpivotTimeColumns(table: ColumnTable): ColumnTable {
  const times = table.columns.filter((column) => {
    const shape = readDateShape(column.name);
    return shape !== null && shape.kind !== 'impossible';
  });
  const others = table.columns.filter((column) => !times.includes(column));
  if (times.length < LEAST_TIMES || times.length < others.length) return table;
  if (others.some((column) => decideDateColumn(column, {}) !== null)) return table;
  const builders = [...others.map((column) => column.name), 'date', 'value'].map(
    (name, index) => new ColumnBuilder(name, index),
  );
  const rowNumbers: number[] = [];
  for (let row = 0; row < table.rowCount; row += 1) {
    for (const time of times) {
      const cell = time.values[time.codes[row] ?? 0] ?? '';
      if (isMissing(cell)) continue;
      for (const [at, column] of others.entries()) builders[at]?.push(column.values[column.codes[row] ?? 0] ?? '');
      builders[others.length]?.push(time.name);
      builders[others.length + 1]?.push(cell);
      rowNumbers.push(table.rowNumbers[row] ?? 0);
    }
  }
  return {
    columns: builders.map((builder) => builder.build()),
    rowCount: rowNumbers.length,
    rowNumbers: Int32Array.from(rowNumbers),
    headerRow: table.headerRow,
  };
}
