import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Sheet, writeCsv, writeWorkbook } from '../../../src/exports/write-sheets.ts';

const sheet = (rows: Sheet['rows'], name = 'Plan'): Sheet => ({
  name,
  columns: [
    { label: 'Name', kind: 'text' },
    { label: 'Amount', kind: 'number' },
    { label: 'Day', kind: 'date' },
  ],
  rows,
});

/** The text of all parts of a workbook, by their names (APPNOTE.TXT of ZIP, 4.3.12: the central directory). */
function unpack(bytes: Uint8Array): ReadonlyMap<string, string> {
  const zip = Buffer.from(bytes);
  const parts = new Map<string, string>();
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, local] = [zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
  }
  return parts;
}

test.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1', '\n=1', '＝1'])('%j is text in a CSV', (name) => {
  const text = Buffer.from(writeCsv('plan', sheet([[name, 1, '2026-11-23']])).content).toString('utf8');
  expect(text.replaceAll('"', '').split('\r\n')[1]).toBe(`'${name},1,2026-11-23`);
});

test('numbers that are none leave their cell empty', async () => {
  const rows = [
    ['a', Number.NaN, '2026-11-23'],
    ['b', Infinity, 'soon'],
  ] as const;
  expect(Buffer.from(writeCsv('plan', sheet(rows)).content).toString('utf8')).toContain('a,,2026-11-23\r\nb,,soon');
  const parts = unpack((await writeWorkbook('plan', [sheet(rows)])).content);
  expect([...parts.values()].join('')).not.toMatch(/NaN|Infinity|Invalid/);
});

test('names of any letters make a workbook that opens', async () => {
  const names = ['=cmd()', 'a\u0000b\u0007', 'half \uD83D', '😀 مقهى', '<b>&"', 'x'.repeat(40_000)];
  const parts = unpack((await writeWorkbook('plan', [sheet(names.map((name) => [name, 1, null]))])).content);
  const all = [...parts.values()].join('');
  expect(all).toContain('ab');
  expect(all).toContain('😀 مقهى');
  expect(all).not.toContain('<f>');
  // XML 1.0, 2.2: no other control characters.
  for (const letter of all) expect(letter >= ' ' || '\t\n\r'.includes(letter)).toBe(true);
  expect(all).not.toContain('x'.repeat(32_768));
});

test('tabs have names that a spreadsheet takes, each its own', async () => {
  const long = 'a very long name of a place in the north';
  const wanted = ['Plan', 'plan', 'A/B: [c]?', '', long, long];
  const parts = unpack(
    (
      await writeWorkbook(
        'plan',
        wanted.map((name) => sheet([], name)),
      )
    ).content,
  );
  const tabs = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name]) => name,
  );
  expect(tabs).toEqual(['Plan', 'plan (2)', 'A B   c', 'Sheet', long.slice(0, 31).trim(), `${long.slice(0, 27)} (2)`]);
});
