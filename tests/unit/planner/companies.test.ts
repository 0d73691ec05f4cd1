import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluatePlanner } from '../../../src/cli/planner-evaluation.ts';

const folder = fileURLToPath(new URL('companies/', import.meta.url));
const companies = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));

/** The share reached on all invented companies together; a change may not lose it. */
const SHARE_REACHED = 0.99;
/** Companies whose every question must stay understood. */
const CORE = ['bookshop', 'salon', 'bikes', 'grill', 'candles'];

const evaluations = new Map(
  companies.map((name) => [name, evaluatePlanner(`${folder}${name}.json`, `${folder}${name}.jsonl`)]),
);

describe('questions of companies of all kinds', () => {
  it('are understood in the share reached', () => {
    const all = [...evaluations.values()];
    const understood = all.reduce((sum, evaluation) => sum + evaluation.understood, 0);
    const total = all.reduce((sum, evaluation) => sum + evaluation.total, 0);
    expect(total).toBeGreaterThan(1000);
    expect(understood / total).toBeGreaterThanOrEqual(SHARE_REACHED);
  });

  it.each(CORE)('%s: every one', (name) => {
    const missed = evaluations
      .get(name)
      ?.results.filter((result) => !result.understood)
      .map((result) => result.text);
    expect(missed).toEqual([]);
  });
});
