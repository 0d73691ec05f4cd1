/**
 * Known cases and raw instances through the engines.
 *
 *   npm run eval:optimize -- --cases FILE... [--optima FILE] [--json]
 *
 * A file is a list of known cases (`[{id, model, data, knownOptimum}]`), the raw data of a shop, a roster of the shift
 * scheduling benchmarks (.txt) or a model in MPS (.mps, its optimum by file name in `--optima`). Exit code 1 when a
 * known optimum is missed by more than 1e-4, when a case without one is not proven as far as it should be, or when a
 * file cannot be read.
 */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { warmSolver } from '../../../src/engines/optimizer/model/warm-solver.ts';
import type { CaseResult } from './case-result.ts';
import { failCase } from './case-result.ts';
import { runKnownCase, runRawInstance } from './run-case.ts';
import { runMps } from './run-generic.ts';
import { runCurtoisRoster } from './staffing-formats.ts';

const { values, positionals } = parseArgs({
  options: { cases: { type: 'string', multiple: true }, optima: { type: 'string' }, json: { type: 'boolean' } },
  allowPositionals: true,
});
// `--cases a b c`: the parser leaves all but the first to the positionals.
const files = [...(values.cases ?? []), ...positionals];
if (files.length === 0) {
  console.error('Which cases? npm run eval:optimize -- --cases FILE...');
  process.exit(2);
}
const optima = values.optima ? readOptima(values.optima) : {};

warmSolver();
const cases = files.flatMap((file): CaseResult[] => {
  try {
    return runFile(file);
  } catch (error) {
    return [failCase(basename(file), 'unknown', error)];
  }
});
if (values.json) console.log(JSON.stringify({ cases }));
else for (const result of cases) console.log(describe(result));
process.exitCode = cases.every(({ ok }) => ok) ? 0 : 1;

function readOptima(file: string): Record<string, number> {
  const plain = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  const { optima: inner = plain } = plain;
  return z.record(z.string(), z.number()).parse(inner);
}

function runFile(file: string): CaseResult[] {
  const text = readFileSync(file, 'utf8');
  const id = basename(file).replace(/(?:\.data)?\.\w+$/, '');
  if (extname(file) === '.mps') return [runMps(id, text, optima[id])];
  if (extname(file) === '.txt') return [{ id, model: 'staffing', ...runCurtoisRoster(text, optima[id]) }];
  const json: unknown = JSON.parse(text);
  return Array.isArray(json) ? json.map(runKnownCase) : [runRawInstance(id, json, optima[id])];
}

function describe({ id, model, status, objective, expected, gap, seconds, ok, error }: CaseResult): string {
  const found = objective === null ? '' : ` ${Number(objective.toPrecision(10))}`;
  const known = expected === undefined ? '' : ` (known ${expected})`;
  const proof = gap === undefined ? '' : ` gap ${(100 * gap).toFixed(2)}%`;
  return `${ok ? 'ok  ' : 'FAIL'} ${model} ${id}: ${status}${found}${known}${proof} ${seconds.toFixed(2)} s${error ? ` ${error}` : ''}`;
}
