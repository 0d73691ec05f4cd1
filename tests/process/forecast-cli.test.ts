import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/calendar/civil-day.ts';
import { makeEmptyDataDir } from '../db/harness-pglite.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyocense-forecast-'));
  dataDir = join(folder, 'data');
  await makeEmptyDataDir(dataDir);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function forecast(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'forecast', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

/** Eight weeks of a shop, German style; `change` may break a line. */
async function writeShop(name: string, change: (lines: string[]) => string[] = (lines) => lines): Promise<string> {
  const lines = Array.from({ length: 56 }, (_, i) => {
    const [year, month, day] = addDays('2026-08-31', i).split('-');
    return `${day}.${month}.${year};${i % 5};"${1000 + 50 * (i % 7)},50"`;
  });
  await writeFile(join(folder, name), `${['Datum;Wetter;Umsatz', ...change(lines)].join('\n')}\n`);
  return name;
}

describe('forecast --data', () => {
  it('prints what to expect, the steps and how it was checked', async () => {
    const { code, out } = await forecast('--data', await writeShop('shop.csv'), '--value', 'Umsatz', '--horizon', '3');
    expect(code).toBe(0);
    expect(out).toMatch(/^The 3 days after 2026-10-25: about 3,\d{3} in all, [\d,]+ to [\d,]+ in 80 of 100 cases\.$/m);
    expect(out).toMatch(/^2026-10-26 +1,0\d\d +[\d,]+ – [\d,]+/m);
    expect(out).toMatch(/^Tried from \d+ moments of the past: off by [\d.]+% on average/m);
  });

  it('prints the answer of the API as JSON, with the levels asked for', async () => {
    const file = await writeShop('shop.csv');
    const { out } = await forecast(
      '--data',
      file,
      '--value',
      'umsatz',
      '--levels',
      '60,90',
      '--model',
      'ets',
      '--json',
    );
    const report = JSON.parse(out);
    expect(report).toMatchObject({ grain: 'day', model: 'ets', lastKnown: '2026-10-25' });
    expect(report.points).toHaveLength(14);
    expect(report.points[0].intervals.map(({ level }: { level: number }) => level)).toEqual([60, 90]);
  });

  it.each([
    ['no file', () => Promise.resolve('missing.csv'), [], /There is no file missing\.csv/],
    ['two columns of numbers', () => writeShop('two.csv'), [], /More than one column.*\n.*--value: Wetter, Umsatz/],
    ['a wrong name', () => writeShop('two.csv'), ['--value', 'Gewinn'], /no column called.*\n.*Datum, Wetter, Umsatz/],
    [
      'a date twice',
      () => writeShop('twice.csv', (lines) => [...lines, lines[3] ?? '']),
      ['--value', 'Umsatz'],
      /^Rows 5 and 58 of the file have the date 2026-09-03\./,
    ],
    [
      'a word for a number',
      () => writeShop('word.csv', (lines) => [...lines, '26.10.2026;1;viel']),
      ['--value', 'Umsatz'],
      /^Row 58: “viel” in “Umsatz” is no number\./,
    ],
    ['a horizon out of sight', () => writeShop('two.csv'), ['--value', 'Umsatz', '--horizon', '400'], /further than/],
    [
      'a model there is not',
      () => writeShop('two.csv'),
      ['--value', 'Umsatz', '--model', 'x'],
      /"model" has to be one/,
    ],
  ])('says in words what is wrong: %s', async (_name, write, args, words) => {
    const { code, out, err } = await forecast('--data', await write(), ...args);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('forecast --metric', () => {
  it('looks ahead on the company’s own number, with its closed days', async () => {
    const { code, out } = await forecast('--metric', 'revenue', '--horizon', '14', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ metric: 'revenue', grain: 'day' });
    expect(report.points).toHaveLength(14);
    expect(report.points[0].t > report.lastKnown).toBe(true);
    expect(report.total.mean).toBeGreaterThan(1_000);
  });

  it('by week begins after the last whole week; a number that is not there is said', async () => {
    const { out } = await forecast('--metric', 'revenue', '--grain', 'week', '--horizon', '2', '--json');
    const report = JSON.parse(out);
    expect(report.points.map(({ t }: { t: string }) => t)).toEqual([
      addDays(report.lastKnown, 7),
      addDays(report.lastKnown, 14),
    ]);
    const { code, err } = await forecast('--metric', 'happiness');
    expect(code).toBe(1);
    expect(err).toMatch(/no metric called “happiness”/);
  });
});
