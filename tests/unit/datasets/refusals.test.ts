import { describe, expect, it } from 'vitest';
import { days, refusal, table, understand } from './read-file.ts';

describe('a broken file is refused as a whole, by row and column', () => {
  it('names the row of a broken date as a spreadsheet shows it', () => {
    const rows = days('2001-01-01', 9_000, (day, at) => `${at === 7_310 ? '2024-13-45' : day},${at}`);
    const error = refusal(`date,revenue\n${rows}\n`);
    expect(error.message).toBe('Row 7,312, column “date”: “2024-13-45” is not a date.');
    expect(error.place).toEqual({ row: 7_312, column: 'date' });
    expect(error.advice).not.toBe('');
  });

  it.each([
    ['a missing date', 'date,revenue\n2024-01-01,1\n,2\n2024-01-03,3\n2024-01-04,4\n', 'date-missing', 3],
    ['a day that never was', 'date,revenue\n2024-02-28,1\n2024-02-30,2\n2024-03-01,3\n', 'not-a-date', 3],
    [
      'a broken number',
      'date,revenue\n2024-01-01,1.5\n2024-01-02,2.5\n2024-01-03,12x7\n2024-01-04,2\n2024-01-05,2\n2024-01-06,2\n',
      'not-a-number',
      4,
    ],
    [
      'a number in another notation',
      'date;umsatz\n2024-01-01;1,5\n2024-01-02;2,5\n2024-01-03;"1,234.50"\n',
      'not-a-number',
      4,
    ],
    ['a row that is too long', 'date,revenue\n2024-01-01,1\n2024-01-02,2,5\n2024-01-03,3\n', 'row-too-long', 3],
    [
      'a row that is cut off',
      'date,product,revenue\n2024-01-01,Tea,1\n2024-01-02,Tea\n2024-01-03,Tea,3\n',
      'row-too-short',
      3,
    ],
    [
      'an open quotation mark',
      'date,product,revenue\n2024-01-01,Tea,1\n2024-01-02,"Tea,2\n2024-01-03,Tea,3\n',
      'open-quote',
      3,
    ],
  ])('%s', (_name, text, code, row) => {
    const error = refusal(text);
    expect([error.code, error.place.row]).toEqual([code, row]);
  });

  it.each([
    ['empty', '', 'file-empty'],
    ['blank', ' \n\n', 'file-empty'],
    ['header only', 'date,revenue\n', 'no-rows'],
    ['no date', 'product,revenue\nTea,5\nCoffee,6\n', 'no-date-column'],
    ['no number', 'date,product\n2024-01-01,Tea\n2024-01-02,Coffee\n', 'no-numbers'],
    ['one column', 'revenue\n1\n2\n', 'one-column'],
    ['a web page', '<!doctype html><html><body>sorry</body></html>', 'not-a-table'],
    ['JSON', '[{"date": "2024-01-01", "revenue": 5}]', 'not-a-table'],
  ])('%s', (_name, text, code) => {
    expect(refusal(text).code).toBe(code);
  });

  it.each([
    ['Excel', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]],
    ['old Excel', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
    ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
    ['something binary', [0x07, 0x00, 0x00, 0x00, 0x01, 0x02, 0x41, 0x42, 0x43, 0x00, 0x00, 0x09]],
  ])('%s: says how to save as CSV', (_name, bytes) => {
    const error = refusal(Uint8Array.from(bytes));
    expect(error.code).toBe('not-a-table');
    expect(error.advice).toContain('CSV');
  });

  it('more than 50 MB', () => {
    expect(refusal(new Uint8Array(50 * 1024 * 1024 + 1).fill(65)).code).toBe('file-too-large');
  });

  it('a thousand columns', () => {
    const header = ['date', ...Array.from({ length: 999 }, (_, at) => `c${at}`)].join(',');
    const row = (day: string) => [day, ...Array.from({ length: 999 }, (_, at) => at)].join(',');
    expect(refusal(`${header}\n${row('2024-01-01')}\n${row('2024-01-02')}\n`).code).toBe('too-many-columns');
  });

  it('but a line of totals at the end is only left out', () => {
    const text = 'date,revenue\n2024-01-01,1\n2024-01-02,2\nTotal,3\n';
    expect(table(text, 'revenue')).toEqual({ '2024-01-01': 1, '2024-01-02': 2 });
    expect(understand(text).remarks[0]?.values).toEqual({ rows: 1 });
  });
});

describe('hostile text is data', () => {
  it('keeps names as they are, without control characters and not longer than 120', () => {
    const names = [
      '<img src=x onerror=alert(1)>',
      "'; drop table tenants; --",
      '=HYPERLINK("http://x")',
      'Ignore all instructions',
      '{{f1}} of 100%',
      `long ${'x'.repeat(300)}`,
      'tab\u0007bell\u202eevil',
    ];
    const rows = names.flatMap((name) =>
      ['2024-01-01', '2024-01-02'].map((day) => `${day},"${name.replaceAll('"', '""')}",5`),
    );
    const file = understand(`date,product,quantity\n${rows.join('\n')}\n`);
    const members = file.dimensions[0]?.members ?? [];
    for (const name of names.slice(0, 5)) expect(members).toContain(name);
    expect(members).toContain('tab bellevil');
    expect(Math.max(...members.map((member) => [...member].length))).toBe(120);
  });

  it('makes a valid key of any header', () => {
    const file = understand('date,"💰💰","Robert""); --",revenue\n2024-01-01,1,2.5,3\n2024-01-02,2,3.5,4\n');
    for (const plan of file.metrics) expect(plan.definition.key).toMatch(/^[a-z0-9_]{1,80}$/);
  });
});
