import type { Company } from '../../src/contracts/company.ts';
import type { TestDatabase } from './harness.ts';

/**
 * Everything of a company that an import may touch, row by row; datasets by the name of their file. Sums are rounded:
 * adding the same numbers up in another order differs in the last bits.
 */
export async function readTables(
  database: TestDatabase,
  company: Company,
  without: readonly string[] = [],
): Promise<Record<string, unknown>> {
  const read = (text: string) => database.asOwner(text, [company.id]);
  const file = (column: string) =>
    `(select d.file_name from datasets d where d.tenant_id = x.tenant_id and d.id = x.${column})`;
  const named = await read(`select id, file_name from datasets x where tenant_id = $1`);
  const ready = await read(
    `select to_jsonb(x) as row from (select file_name, status, row_count, first_day, last_day, understanding, tenant_id from datasets) x
     where tenant_id = $1 and status = 'ready' order by file_name`,
  );
  return {
    datasets: rename(
      ready.map((row) => strip(row, without)),
      named,
      company,
    ),
    values: await read(
      `select metric, cut, dims::text as dims, grain, time::text as time, value, weight, source_rows::text as rows, ${file('dataset_id')} as file
       from business_metrics x where tenant_id = $1 order by 1, 2, 3, 4, 5`,
    ),
    rollups: await read(
      `select metric, cut, dims::text as dims, grain, period_start::text as start, round(sum::numeric, 6)::text as sum, round(weighted_sum::numeric, 6)::text as weighted,
         weight, round(min::numeric, 6)::text as min, round(max::numeric, 6)::text as max, days from metric_rollups where tenant_id = $1 order by 1, 2, 3, 4, 5`,
    ),
    days: await read(
      `select day::text as day, location, kind, label, ${file('dataset_id')} as file from business_days x where tenant_id = $1 order by 1, 2, 3, 4`,
    ),
    metrics: (await read('select to_jsonb(x) as row from metric_definitions x where tenant_id = $1 order by key')).map(
      (row) => strip(row, without),
    ),
    dimensions: (await read('select to_jsonb(x) as row from dimensions x where tenant_id = $1 order by key')).map(
      (row) => strip(row, without),
    ),
    members: await read('select dimension, member from dimension_members where tenant_id = $1 order by 1, 2'),
  };
}

function strip({ row }: Record<string, unknown>, without: readonly string[]): unknown {
  return JSON.parse(JSON.stringify(row, (key, value) => (without.includes(key) ? undefined : value)));
}

/** Ids are random: a dataset goes by its file's name, the company by a word. */
function rename(rows: readonly unknown[], named: readonly Record<string, unknown>[], company: Company): unknown {
  const text = named.reduce(
    (said, { id, file_name }) => said.replaceAll(String(id), String(file_name)),
    JSON.stringify(rows),
  );
  return JSON.parse(text.replaceAll(company.id, 'company'));
}
