import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/contracts/errors.ts';
import { LIST_FORMS } from '../../../src/records/list-forms.ts';
import { RECORD_SCHEMA } from '../../../src/records/record-schema.ts';
import { listTemplate } from '../../../src/records/template.ts';
import { readAny, readList, recordsOf, refusalOf } from './read-list.ts';

describe('what is wrong is said, all at once, by row and column', () => {
  it('the first five, and how many more', () => {
    const error = refusalOf(
      'name,cost,stock\nmilk,-2,4\nbeans,abc,NaN\nx,1e300,Infinity\ny,1,3\ny,2,3\n,4,5\nz,99999999999999,1\n',
    );
    expect(error.message.split('\n')).toEqual([
      '8 cells of this list of goods you buy do not read:',
      'Row 2, column “cost”: “-2” is below zero.',
      'Row 3, column “cost”: “abc” is no number.',
      'Row 3, column “stock”: “NaN” is no number.',
      'Row 4, column “cost”: “1e300” is no number.',
      'Row 4, column “stock”: “Infinity” is no number.',
      'And 3 more.',
    ]);
    expect(error.place).toEqual({ row: 2, column: 'cost' });
    expect(error.advice).toContain('Nothing of this file was kept');
  });

  const goods = (cell: string) => `name,cost,stock\nmilk,${cell},4\noats,1.5,2\n`;
  const people = (header: string, cell: string) => `name,role,${header}\nAda,bar,"${cell}"\n`;
  const shift = (from: string, to: string, people = '2') =>
    `shift,weekday,from,to,people\nEarly,Mon,${from},${to},${people}\n`;

  it.each([
    ['a negative cost', goods('-1'), 2, 'cost', 'below zero'],
    ['a bracketed negative', goods('(1.00)'), 2, 'cost', 'below zero'],
    ['words for a number', goods('cheap'), 2, 'cost', 'no number'],
    ['NaN', goods('NaN'), 2, 'cost', 'no number'],
    ['Infinity', goods('Infinity'), 2, 'cost', 'no number'],
    ['nothing that reads', 'name,unit,cost\nmilk,l,cheap\noats,kg,dear\n', 2, 'cost', 'no number'],
    ['-Infinity', goods('-inf'), 2, 'cost', 'no number'],
    ['a number beyond floats', goods('1e300'), 2, 'cost', 'no number'],
    ['a number too large to be true', goods('5000000000000'), 2, 'cost', 'more than the most'],
    ['hexadecimal', goods('0x1F'), 2, 'cost', 'no number'],
    ['two numbers', goods('1.5 2.5'), 2, 'cost', 'no number'],
    ['a formula', goods('=A1+B1'), 2, 'cost', 'no number'],
    ['a name that is empty', 'name,unit,cost\n,l,2\noats,l,1\n', 2, 'name', 'empty'],
    ['the same name twice', 'name,unit,cost\nOats,kg,2\noats ,kg,3\n', 3, 'cost', 'row 2 is about the same'],
    ['a lead time of years', 'name,supplier,lead days\nmilk,Dairy,4000\n', 2, 'lead days', 'more than the most'],
    ['an unknown weekday', 'supplier,order days,lead days\nMill,Funday,2\n', 2, 'order days', 'no weekday'],
    ['hours beyond a week', people('max hours', '200'), 2, 'max hours', 'more than the most'],
    ['negative wage', people('wage', '-5'), 2, 'wage', 'below zero'],
    ['eight days a week', people('max days', '8'), 2, 'max days', 'more than the most'],
    ['hours that are none', people('mon', 'mornings'), 2, 'mon', 'says no hours'],
    ['hours that run backwards', people('mon', '16:00-8:00'), 2, 'mon', 'ends before it starts'],
    ['an hour that is none', people('mon', '8-27'), 2, 'mon', 'at no time of day'],
    ['an absence that runs backwards', 'employee,start,end\nAda,2026-12-05,2026-12-01\n', 2, 'end', 'before it starts'],
    [
      'an absence without a start',
      'employee,start,end\nAda,,2026-12-01\nBo,2026-12-01,2026-12-02\n',
      2,
      'start',
      'empty',
    ],
    [
      'a day that never was',
      'employee,start,end\nAda,2026-02-30,2026-03-02\nBo,2026-12-01,2026-12-02\n',
      2,
      'start',
      'no date',
    ],
    ['a shift that runs backwards', shift('16:00', '8:00'), 2, 'to', 'before it starts'],
    ['a shift of no length', shift('8:00', '8:00'), 2, 'to', 'before it starts'],
    ['a shift without an end', shift('8:00', ''), 2, 'to', 'missing'],
    ['a shift at no time', shift('dawn', '12:00'), 2, 'from', 'no time of day'],
    ['nobody said how many', shift('8:00', '12:00', ''), 2, 'people', 'missing'],
    ['too many people', shift('8:00', '12:00', '5000'), 2, 'people', 'more than the most'],
    ['fewer at most than wanted', 'shift,from,to,people,at most\nEarly,8:00,12:00,3,2\n', 2, 'at most', 'less than'],
    [
      'a weekday and a date',
      'shift,weekday,date,from,to,people\nEarly,Mon,2026-12-24,8:00,12:00,3\n',
      2,
      'weekday',
      'leave one',
    ],
    ['the twenty-fifth hour', 'hour,share\n25,0.5\n9,0.5\n', 2, 'hour', 'no hour'],
    ['a negative share', 'hour,share\n8,-0.5\n9,0.5\n', 2, 'share', 'below zero'],
    ['no quantity', 'product,item,quantity\nPie,Flour,\nPie,Sugar,1\n', 2, 'quantity', 'empty'],
  ])('%s', (_what, text, row, column, words) => {
    const error = refusalOf(text);
    expect(error.place).toEqual({ row, column });
    expect(error.message).toContain(words);
    expect(error.code).toBe('list-has-errors');
  });

  it('more rows than a list has', () => {
    const rows = Array.from({ length: 20_001 }, (_, at) => `item ${at},1,2`).join('\n');
    expect(refusalOf(`name,cost,stock\n${rows}\n`)).toMatchObject({
      code: 'list-too-long',
      message: 'This list of goods you buy has 20,001 rows; I can read 20,000.',
    });
  });
});

describe('what is untidy is read', () => {
  it('units, currency signs, title lines, blank lines, a byte order mark, odd headers', () => {
    const text =
      '\uFEFFOur goods 2026\n\n Item Name ,UNIT,Supplier,Cost (USD),On Hand,Lead-Time (days),Colour\nOat milk,l,Dairy,$1.20 per l,12 l,2 days,white\n\nBeans,kg,Roaster,"$1,014.50",3 kg,,brown\n';
    const { summary, rows } = readList(text);
    expect(summary.leftOut).toEqual(['Colour']);
    expect(rows).toEqual(
      [
        {
          key: 'oat milk',
          row: 4,
          record: { name: 'Oat milk', unit: 'l', supplier: 'Dairy', cost: 1.2, stock: 12, leadDays: 2 },
        },
        { key: 'beans', row: 6, record: { name: 'Beans', unit: 'kg', supplier: 'Roaster', cost: 1014.5, stock: 3 } },
      ].map((row) => expect.objectContaining({ key: row.key, record: row.record })),
    );
  });

  it('a list of words only has its header', () => {
    expect(recordsOf('Team of May\nname,role,shoe\nAda,bar,red\nBo,kitchen,blue\n')).toEqual([
      { name: 'Ada', roles: ['bar'] },
      { name: 'Bo', roles: ['kitchen'] },
    ]);
  });

  it('German decimals and thousands', () => {
    expect(
      recordsOf('Artikel;Lieferant;EK-Preis;Bestand\nKaffee;Rösterei;1.014,50;18\nMilch;Hof;1,35 €;24,5\n'),
    ).toEqual([
      { name: 'Kaffee', supplier: 'Rösterei', cost: 1014.5, stock: 18 },
      { name: 'Milch', supplier: 'Hof', cost: 1.35, stock: 24.5 },
    ]);
  });

  it('the same row twice counts once, and says so', () => {
    const { rows, summary } = readList('name,unit,cost\nOats,kg,2\noats,KG,2\n');
    expect(rows).toHaveLength(1);
    expect(summary.remarks[0]?.values).toEqual({ same: 1 });
  });

  it('orders by hour become shares of each day', () => {
    expect(recordsOf('weekday,hour,orders\nMon,8,30\nMon,9,90\nSat,8am,5\n')).toEqual([
      { weekday: 0, hour: 8, share: 0.25 },
      { weekday: 0, hour: 9, share: 0.75 },
      { weekday: 5, hour: 8, share: 1 },
    ]);
  });

  it('an absence of one day needs no end', () => {
    expect(recordsOf('employee,start,end\nAda,2026-12-01,\nBo,2026-12-01,2026-12-03\n')[0]).toEqual({
      employee: 'Ada',
      start: '2026-12-01',
      end: '2026-12-01',
    });
  });
});

describe('whatever comes', () => {
  /** Repeatable: the same bytes in every run. */
  function randomBytes(seed: number, length: number): Uint8Array {
    let state = seed;
    return Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
  }

  function survives(bytes: Uint8Array): void {
    try {
      const found = readAny(bytes);
      if (found?.kind !== 'list') return;
      for (const { record } of found.rows)
        expect(RECORD_SCHEMA[found.summary.list].safeParse(record).success).toBe(true);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
    }
  }

  it('random bytes are read or refused in words', () => {
    for (let seed = 1; seed <= 200; seed += 1) survives(randomBytes(seed, 40 + seed * 3));
  });

  it('templates with bytes knocked over are read or refused in words', () => {
    for (const [at, { kind }] of LIST_FORMS.entries())
      for (let seed = 1; seed <= 60; seed += 1) {
        const bytes = Uint8Array.from(listTemplate(kind).content);
        const noise = randomBytes(seed * 31 + at, 24);
        for (let hit = 0; hit < 12; hit += 1)
          bytes[((noise[hit * 2] ?? 0) * 7) % bytes.length] = noise[hit * 2 + 1] ?? 0;
        survives(bytes);
      }
  });
});
