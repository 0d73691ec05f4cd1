import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEmptyDataDir } from '../db/harness-pglite.ts';
import { startService } from './start-service.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyocense-cli-'));
  dataDir = join(folder, 'data');
  await makeEmptyDataDir(dataDir);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command line as a person does, in a folder of their own. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
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

const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return name;
};

/** Nobody who uses the command line should meet a stack trace. */
const STACK = /\n\s+at /;

/** Four weeks; the shop's names are hostile, one number needs quoting. */
function shopCsv(): string {
  const lines = ['date,item,revenue'];
  for (let day = 0; day < 28; day += 1) {
    const date = new Date(Date.UTC(2026, 8, 1) + day * 86_400_000).toISOString().slice(0, 10);
    lines.push(
      `${date},"=HYPERLINK(""http://x"",""y"")",${1000 + day}`,
      `${date},"+1 free, ""big""",${500 + day}`,
      `${date},-10% deal,90`,
    );
  }
  return `${lines.join('\n')}\n`;
}

describe('ask', () => {
  it('answers about the sample company at the first start, with the chart and the tables as files', async () => {
    const { code, out, err } = await run(['ask', 'orders', 'by', 'channel', 'last', 'month', '--out', 'answer']);
    expect(err).not.toMatch(STACK);
    expect(code).toBe(0);
    expect(out).toMatch(/had the highest orders for/);
    expect(out).toMatch(/^Channel +Orders +Share$/m);
    expect(out).toContain(`Written: ${join('answer', 'chart-1.png')}`);
    const files = await readdir(join(folder, 'answer'));
    expect(files.toSorted()).toEqual(['chart-1.png', 'table-1.csv', 'table-2.csv']);
    const png = sharp(await readFile(join(folder, 'answer', 'chart-1.png')));
    expect((await png.metadata()).format).toBe('png');
    expect((await png.stats()).isOpaque).toBe(true);
  });

  it('gives the whole answer as JSON, and follows up in a conversation', async () => {
    const first = await run(['ask', '--json', 'revenue last week']);
    const answer = JSON.parse(first.out);
    expect(answer.trace.plan[0]).toMatchObject({ skill: 'ask-metric', input: { metric: 'revenue' } });
    expect(answer.reply.facts.length).toBeGreaterThan(2);
    expect(answer.files).toEqual([]);
    const second = await run(['ask', '--json', '--conversation', answer.conversation, 'and by location?']);
    expect(JSON.parse(second.out).trace.plan[0].input).toMatchObject({ metric: 'revenue', by: 'location' });
  });

  it('answers from a file alone, keeps nothing of it, and writes cells that no spreadsheet runs', async () => {
    const file = await write('shop.csv', shopCsv());
    const { code, out } = await run(['ask', '--file', file, '--out', 'hostile', 'revenue by item in September 2026']);
    expect(code).toBe(0);
    // 28 days of 1000 … 1027: the sum by Gauss.
    expect(out).toContain('$28,378');
    const lines = (await readFile(join(folder, 'hostile', 'table-1.csv'), 'utf8')).split('\n');
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/x"",""y""\)","\$28,378"/);
    expect(lines[2]).toMatch(/^"'\+1 free, ""big""",/);
    expect(lines[3]).toMatch(/^"'-10% deal",/);
  });

  it('says what is wrong in words', async () => {
    const wrong: [string[], RegExp][] = [
      [['ask', '--file', 'nowhere.csv', 'revenue'], /There is no file nowhere\.csv\.\nCheck its name and folder\./],
      [['ask', '--company', 'nobody', 'revenue'], /not linked to a company|no such company/],
      [['ask'], /missing required argument 'question'/],
      [['frobnicate'], /unknown command 'frobnicate'/],
    ];
    const said = await Promise.all(wrong.map(([args]) => run(args)));
    for (const [index, { code, out, err }] of said.entries()) {
      expect(code).toBe(1);
      expect(err).toMatch(wrong[index]?.[1] ?? '');
      expect(err).not.toMatch(STACK);
      expect(out).toBe('');
    }
  });
});

describe('import', () => {
  it('adds a file to the own company, once', async () => {
    const file = await write(
      'own.csv',
      'date,visitors\n' +
        Array.from({ length: 20 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')},${i}`).join('\n'),
    );
    const first = await run(['import', file]);
    expect(first.code).toBe(0);
    expect(first.out).toContain('20 rows');
    expect((await run(['import', file, '--json'])).out).toMatch(/already/i);
    const asked = await run(['ask', '--company', 'own', 'visitors in October 2026']);
    expect(asked.out).toContain('190');
  });
});

describe('the database', () => {
  it('is brought up to date, and found well', async () => {
    const migrated = await run(['migrate']);
    expect(migrated).toMatchObject({
      code: 0,
      out: expect.stringMatching(/The database is up to date \(pglite, PostgreSQL \d/),
    });
    const { code, out } = await run(['doctor']);
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {7}migrations: \d+ applied/m);
    expect(out).not.toContain('PROBLEM');
  });

  it('that cannot be reached is a problem, said without its password', async () => {
    const urls = ['postgres://shop:hunter2secret@127.0.0.1:9/none', 'hunter2secret', 'mysql://shop:hunter2secret@x/y'];
    const [asked, ...doctors] = await Promise.all([
      run(['ask', 'revenue'], { DATABASE_URL: urls[0] ?? '' }),
      ...urls.map((DATABASE_URL) => run(['doctor', '--json'], { DATABASE_URL })),
    ]);
    for (const { code, out, err } of doctors) {
      expect(code).toBe(1);
      expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ ok: 'problem', advice: expect.any(String) }));
      expect(out + err).not.toMatch(/hunter2secret|\n\s+at /);
    }
    expect(asked?.code).toBe(1);
    expect(asked?.err).not.toMatch(/hunter2secret|\n\s+at /);
  });

  it('in use by the service says who holds it', async () => {
    const service = await startService({ dataDir, log: { info: () => {}, warn: () => {}, error: () => {} } });
    try {
      const [alone, ...others] = await Promise.all([
        // A file alone needs no data folder.
        run(['ask', '--file', 'shop.csv', 'revenue in September 2026']),
        ...['ask revenue', 'migrate', 'doctor'].map((line) => run(line.split(' '))),
      ]);
      for (const { code, out, err } of others) {
        expect(code).toBe(1);
        expect(out + err).toMatch(new RegExp(`is in use by process ${service.pid} on `));
      }
      expect(alone).toMatchObject({ code: 0, out: expect.stringContaining('for Sep 1') });
    } finally {
      await service.kill();
    }
  });
});

describe('eval:planner', () => {
  const catalogue = {
    company: 'Kiosk',
    currency: 'USD',
    timezone: 'UTC',
    weekStart: 'monday',
    today: '2026-11-22',
    metrics: [{ key: 'revenue', label: 'Revenue', unit: 'currency', grain: 'day', synonyms: ['sales'] }],
    dimensions: [{ key: 'product', members: ['Ice', 'Gum'] }],
  };

  it('prints each miss and the share understood', async () => {
    await write('catalog.json', JSON.stringify(catalogue));
    await write(
      'questions.jsonl',
      [
        {
          text: 'sales by product last week',
          skill: 'ask-metric',
          metric: 'revenue',
          by: 'product',
          period: ['2026-11-09', '2026-11-15'],
        },
        { text: 'how much ice did we sell last week', skill: 'forecast-metric' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const args = ['eval:planner', '--catalog', 'catalog.json', '--questions', 'questions.jsonl'];
    const [{ code, out }, json] = await Promise.all([run(args), run([...args, '--json'])]);
    expect(code).toBe(0);
    expect(out).toContain('✗ how much ice did we sell last week\n    missed   skill');
    expect(out.trim().split('\n').at(-1)).toBe('understood 1 of 2 (50.0%)');
    expect(JSON.parse(json.out)).toMatchObject({ understood: 1, total: 2 });
  });

  it('names file and line of what it cannot read', async () => {
    await write('broken.jsonl', '{"text":"sales","skill":"ask-metric"}\n{"text": sales}\n');
    const evaluate = (...args: string[]) => run(['eval:planner', ...args]);
    const [broken, missing, bare] = await Promise.all([
      evaluate('--catalog', 'catalog.json', '--questions', 'broken.jsonl'),
      evaluate('--catalog', 'none.json', '--questions', 'questions.jsonl'),
      evaluate('--catalog', 'catalog.json'),
    ]);
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('broken.jsonl, line 2 is not JSON.')]);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('none.json could not be read.')]);
    expect(bare.err).toContain('--questions');
  });
});
