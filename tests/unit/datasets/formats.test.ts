import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ask, metric, metricKeys, refusal, table, understand, understood } from './read-file.ts';

// Expected values are the cells of each small file, read by hand.

describe('encoding and delimiter', () => {
  const german = 'Datum;Umsatz (€);Gäste\n01.02.2024;1.234,50;40\n13.02.2024;980,00;31\n14.02.2024;1.100,25;35\n';

  it.each([
    ['UTF-8', Buffer.from(german), 'UTF-8'],
    ['UTF-8 with mark', Buffer.from(`\ufeff${german}`), 'UTF-8'],
    ['UTF-16 with mark', iconv.encode(german, 'utf16le', { addBOM: true }), 'UTF-16'],
    ['UTF-16 without mark', iconv.encode(german, 'utf16le'), 'UTF-16'],
    ['UTF-16 big endian', iconv.encode(german, 'utf16be', { addBOM: true }), 'UTF-16'],
    ['Windows-1252', iconv.encode(german, 'win1252'), 'Windows-1252'],
  ])('reads a German export in %s', (_name, bytes, encoding) => {
    const file = understand(bytes);
    expect([file.encoding, file.delimiter, file.decimal]).toEqual([encoding, ';', 'comma']);
    expect(metricKeys(file)).toEqual(['revenue', 'customers']);
    expect(table(bytes, 'revenue')).toEqual({ '2024-02-01': 1234.5, '2024-02-13': 980, '2024-02-14': 1100.25 });
  });

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ])('finds the %s between cells', (_name, sign) => {
    const text =
      ['date', 'product', 'revenue'].join(sign) +
      ['', `2024-01-15${sign}"Tea${sign} black"${sign}12.50`, `2024-01-16${sign}Coffee${sign}8.00`].join('\n');
    expect(understand(text).delimiter).toBe(sign);
    expect(table(text, 'revenue')).toEqual({
      [`2024-01-15 Tea${sign === '\t' ? ' ' : sign} black`.replace('  ', ' ')]: 12.5,
      '2024-01-16 Coffee': 8,
    });
  });

  it('obeys a sep= line and counts it as a row', () => {
    const text = 'sep=;\ndate;revenue\n2024-01-15;12,5\n2024-01-16;13,5\n';
    expect(understood(text).understanding.headerRow).toBe(2);
    expect(table(text, 'revenue')).toEqual({ '2024-01-15': 12.5, '2024-01-16': 13.5 });
  });

  it('keeps row numbers right after a quoted cell with line breaks and a blank line', () => {
    const error = refusal(
      'date,note,revenue\n2024-01-15,"two\nlines",5\n\n2024-01-16,x,oops\n2024-01-17,y,6\n2024-01-18,y,6\n',
    );
    expect(error.message).toBe('Row 4, column “revenue”: “oops” is not a number.');
    expect(error.place).toMatchObject({ row: 4, column: 'revenue' });
  });
});

describe('header', () => {
  it('skips title lines above it', () => {
    const text =
      'Daily sales report\nHarbor Street,,\n\nDate,Revenue,Orders\n2024-01-15,120.50,10\n2024-01-16,130.00,11\n';
    expect(understand(text).headerRow).toBe(4);
    expect(metricKeys(understand(text))).toEqual(['revenue', 'orders', 'avg_order_value']);
  });

  it('does without one', () => {
    const text = '2024-01-15,Tea,12\n2024-01-15,Coffee,30\n2024-01-16,Tea,14\n2024-01-16,Coffee,31\n';
    const file = understand(text);
    expect(file.headerRow).toBeNull();
    expect(file.dateColumns).toEqual(['Column A']);
    expect(file.dimensions.map((dimension) => dimension.members)).toEqual([['Coffee', 'Tea']]);
  });

  it('leaves out a header that comes again in the middle', () => {
    const text = 'date,revenue\n2024-01-15,10\n2024-01-16,11\ndate,revenue\n2024-01-17,12\n';
    expect(table(text, 'revenue')).toEqual({ '2024-01-15': 10, '2024-01-16': 11, '2024-01-17': 12 });
  });

  it('tells two columns of one name apart', () => {
    expect(metricKeys(understand('date,foo,foo,revenue\n2024-01-15,1,2,30\n2024-01-16,4,5,90\n'))).toContain('foo_2');
  });
});

describe('numbers', () => {
  it.each([
    ['1,234.50', 1234.5],
    ['$1,234.50', 1234.5],
    ['($1,234.50)', -1234.5],
    ['-$1,234.50', -1234.5],
    ['USD 1,234.50', 1234.5],
    ['1 234.50', 1234.5],
    ["1'234.50", 1234.5],
    ['1234.50-', -1234.5],
    ['1.2345e3', 1234.5],
  ])('reads %s', (cell, expected) => {
    expect(table(`date,revenue\n2024-01-15,"${cell}"\n2024-01-16,"2.75"\n`, 'revenue')['2024-01-15']).toBe(expected);
  });

  it.each([
    ['1.234,50 €', 1234.5],
    ['1 234,50', 1234.5],
    ['-12,5', -12.5],
  ])('reads %s with a decimal comma', (cell, expected) => {
    expect(table(`datum;umsatz\n2024-01-15;${cell}\n2024-01-16;2,75\n`, 'revenue')['2024-01-15']).toBe(expected);
  });

  it('takes 1,234 for a thousand in an English file and says so', () => {
    const text =
      'date;revenue\n2024-01-15,x\n'.replace('x', '1').replaceAll(';', ',') +
      '2024-01-16,"1,234"\n2024-01-17,"2,345"\n';
    expect(table(text, 'revenue')['2024-01-16']).toBe(1234);
    expect(understand(text).remarks).toContainEqual({
      text: 'In “{{column}}” I read {{cell}} as {{reading}}.',
      values: { column: 'revenue', cell: '1,234', reading: 1234 },
    });
  });

  it('turns percentages into fractions and takes their mean', () => {
    const text = 'date,occupancy\n2024-01-15,80%\n2024-01-16,65%\n';
    expect(table(text, 'occupancy')).toEqual({ '2024-01-15': 0.8, '2024-01-16': 0.65 });
    expect(metric(understand(text), 'occupancy').definition).toMatchObject({
      unit: 'percent',
      aggregation: { kind: 'mean' },
    });
  });

  it('takes an empty or n/a cell for missing, not for zero', () => {
    const text = 'date,revenue,orders\n2024-01-15,10,1\n2024-01-16,,2\n2024-01-17,n/a,0\n2024-01-18,-,3\n';
    expect(table(text, 'revenue')).toEqual({ '2024-01-15': 10 });
    expect(table(text, 'orders')['2024-01-17']).toBe(0);
  });
});

describe('dates', () => {
  const two = (first: string, second: string) => `date,revenue\n"${first}",10\n"${second}",11\n`;

  it.each([
    ['ISO', '2024-02-03', '2024-02-04'],
    ['ISO with slashes', '2024/02/03', '2024/02/04'],
    ['day first', '03/02/2024', '14/02/2024'],
    ['month first', '2/3/2024', '2/14/2024'],
    ['points', '3.2.24', '4.2.24'],
    ['month names', '3 Feb 2024', '4 Feb 2024'],
    ['American names', 'February 3, 2024', 'February 4th, 2024'],
    ['German names', '3. März 2024', '4. März 2024'],
    ['short names', '03-Feb-24', '04-Feb-24'],
    ['weekday in front', 'Sat, 3 Feb 2024', 'Sun, 4 Feb 2024'],
    ['one number', '20240203', '20240204'],
    ['spreadsheet days', '45325', '45326'],
    ['time of day', '2024-02-03 08:15', '2024-02-04 20:05:33'],
    ['American time of day', '2/3/2024 8:15 PM', '2/14/2024 9:00 AM'],
  ])('reads %s', (name, first, second) => {
    const expected = name === 'German names' ? '2024-03-03' : '2024-02-03';
    expect(Object.keys(table(two(first, second), 'revenue'))[0]).toBe(expected);
  });

  it('asks when every date reads both ways, and obeys the answer', () => {
    const text = two('03/04/2024', '05/04/2024');
    const question = ask(text);
    expect(question.about).toBe('date-order');
    expect(question.question.values).toMatchObject({ column: 'date', example: '03/04/2024' });
    expect(question.choices.map((choice) => choice.label.values)).toEqual([
      { day: { date: '2024-04-03' } },
      { day: { date: '2024-03-04' } },
    ]);
    expect(Object.keys(table(text, 'revenue', { answers: { dateOrder: 'day-first' } }))).toEqual([
      '2024-04-03',
      '2024-04-05',
    ]);
    expect(Object.keys(table(text, 'revenue', { answers: { dateOrder: 'month-first' } }))).toEqual([
      '2024-03-04',
      '2024-05-04',
    ]);
  });

  it('decides from a single telling date at the end of a long file', () => {
    const rows = Array.from(
      { length: 400 },
      (_, at) => `0${1 + (at % 9)}/0${1 + (Math.floor(at / 9) % 9)}/2024,${at}`,
    ).join('\n');
    expect(ask(`date,revenue\n${rows}\n`).about).toBe('date-order');
    expect(understand(`date,revenue\n${rows}\n31/10/2024,5\n`).dateFormat).toBe('day/month/year');
  });

  it('puts an instant with a zone on the company’s own day', () => {
    const text = 'time,revenue\n2024-03-01T23:30:00Z,10\n2024-03-02T10:00:00+01:00,5\n';
    expect(table(text, 'revenue', { timezone: 'Europe/Berlin' })).toEqual({ '2024-03-02': 15 });
    expect(table(text, 'revenue', { timezone: 'UTC' })).toEqual({ '2024-03-01': 10, '2024-03-02': 5 });
  });

  it('joins year and month columns', () => {
    const text = 'year,month,revenue\n2024,1,10\n2024,2,11\n2024,3,12\n';
    expect(understand(text).grain).toBe('month');
    expect(table(text, 'revenue')).toEqual({ '2024-01-01': 10, '2024-02-01': 11, '2024-03-01': 12 });
  });

  it('reads weeks and puts them on the company’s week start', () => {
    const text = 'week,revenue\n2024-W05,10\n2024-W06,11\n';
    expect(understand(text).grain).toBe('week');
    expect(Object.keys(table(text, 'revenue'))).toEqual(['2024-01-29', '2024-02-05']);
    expect(Object.keys(table(text, 'revenue', { weekStart: 'sunday' }))).toEqual(['2024-01-28', '2024-02-04']);
  });

  it.each([
    ['2024-03', '2024-04', 'month'],
    ['Mar 2024', 'Apr 2024', 'month'],
    ['03/2024', '04/2024', 'month'],
    ['2024-03-31', '2024-04-30', 'month'],
  ])('takes %s for a month', (first, second, grain) => {
    expect(understand(two(first, second)).grain).toBe(grain);
    expect(Object.keys(table(two(first, second), 'revenue'))).toEqual(['2024-03-01', '2024-04-01']);
  });

  it('sees weeks in the spacing, and the whole week in the period', () => {
    const file = understand('date,revenue\n2024-01-01,1\n2024-01-08,2\n2024-01-15,3\n');
    expect([file.grain, file.period]).toEqual(['week', { start: '2024-01-01', end: '2024-01-21' }]);
  });
});
