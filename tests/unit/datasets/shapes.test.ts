import { describe, expect, it } from 'vitest';
import { ask, days, metric, metricKeys, table, understand, values } from './read-file.ts';

// Expected values are sums of the cells of each file, by hand.

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('wide tables', () => {
  const dishes = `date,weekday,month,year,is_holiday,is_closed,weekend,rain,temperature,soup,steak,fish,total\n${days(
    '2024-01-01',
    40,
    (day, at) => {
      const date = new Date(`${day}T00:00:00Z`);
      const name = date.toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' }).toUpperCase();
      const month = date.toLocaleDateString('en-US', { month: 'short', timeZone: 'UTC' }).toUpperCase();
      const closed = day === '2024-01-10' || day === '2024-02-05';
      const sold = closed ? [0, 0, 0] : [10 + (at % 4), 20 + (at % 5), at % 3];
      const sum = sold.reduce((total, value) => total + value, 0);
      return [
        day,
        name,
        month,
        2024,
        at === 0 ? 1 : 0,
        closed ? 1 : 0,
        weekday(day) % 6 === 0 ? 1 : 0,
        at % 7,
        3.5 + at,
        ...sold,
        sum,
      ].join(',');
    },
  )}\n`;
  const file = understand(dishes);

  it('makes one metric by item of the dish columns', () => {
    expect(file.shape).toBe('wide');
    expect(metric(file, 'quantity')).toMatchObject({
      dims: ['item'],
      definition: { label: 'Quantity sold', unit: 'count', aggregation: { kind: 'sum' } },
    });
    expect(file.dimensions).toMatchObject([{ key: 'item', label: 'Item', members: ['soup', 'steak', 'fish'] }]);
    expect(table(dishes, 'quantity')['2024-01-02 steak']).toBe(21);
  });

  it('uses the total as a check and leaves calendar columns out', () => {
    expect(metricKeys(file)).toEqual(['quantity', 'rain', 'temperature']);
    expect(file.leftOut).toEqual([
      { column: 'weekday', why: 'calendar' },
      { column: 'month', why: 'calendar' },
      { column: 'year', why: 'calendar' },
      { column: 'weekend', why: 'calendar' },
      { column: 'total', why: 'check' },
    ]);
    expect(file.remarks.map((remark) => remark.values)).toContainEqual({ total: 'total', rows: 40 });
  });

  it('keeps weather as context, also on closed days', () => {
    expect(metric(file, 'temperature').definition).toMatchObject({ role: 'context', aggregation: { kind: 'mean' } });
    expect(table(dishes, 'temperature')['2024-01-10']).toBe(12.5);
  });

  it('has closed days without values, and single zeros as zeros', () => {
    expect(file.specialDays).toEqual([
      { day: '2024-01-10', location: '', kind: 'closed', label: 'Closed' },
      { day: '2024-02-05', location: '', kind: 'closed', label: 'Closed' },
      { day: '2024-01-01', location: '', kind: 'holiday', label: 'Holiday' },
    ]);
    const sold = table(dishes, 'quantity');
    expect(sold['2024-01-10 soup']).toBeUndefined();
    expect(sold['2024-01-01 fish']).toBe(0);
  });

  it('says on how many rows a total does not fit', () => {
    const text = `date,tea,cake,bread,total\n${days('2024-01-01', 20, (day, at) => `${day},${5 + at},3,2,${at === 4 ? 99 : 10 + at}`)}\n`;
    expect(understand(text).remarks.map((remark) => remark.values)).toContainEqual({
      total: 'total',
      agreeing: 19,
      rows: 20,
    });
    expect(metricKeys(understand(text))).toEqual(['quantity']);
  });

  it('reads shops side by side by month as revenue by location', () => {
    const text =
      'Month,Shop North,Shop South,Total\nJan 2024,"12,500.50","9,800.00","22,300.50"\nFeb 2024,"11,900.25","10,100.00","22,000.25"\nMar 2024,"13,000.00","10,400.75","23,400.75"\n';
    const shops = understand(text);
    expect([shops.grain, metric(shops, 'revenue').dims]).toEqual(['month', ['location']]);
    expect(table(text, 'revenue')['2024-02-01 Shop South']).toBe(10_100);
  });

  it('takes a shared metric word off the members', () => {
    const text = `date,Harbor revenue,Station revenue,Harbor orders,Station orders\n${days('2024-01-01', 5, (day, at) => `${day},${100.5 + at},${80.5 + at},${10 + at},${8 + at}`)}\n`;
    expect(table(text, 'revenue')['2024-01-02 Harbor']).toBe(101.5);
    expect(table(text, 'orders')['2024-01-02 Station']).toBe(9);
  });

  it('keeps columns that are metrics apart', () => {
    const text = `date,revenue,orders,customers,cost,foot traffic\n${days('2024-01-01', 5, (day, at) => `${day},${100.5 + at},${10 + at},${12 + at},${40.25 + at},${200 + at}`)}\n`;
    expect(metricKeys(understand(text))).toEqual([
      'revenue',
      'orders',
      'customers',
      'cost',
      'foot_traffic',
      'avg_order_value',
      'gross_margin',
    ]);
    expect(metric(understand(text), 'cost').definition.goodDirection).toBe('down');
  });

  it('turns a column a month into rows', () => {
    const text = 'Product,Jan 2024,Feb 2024,Mar 2024\nTea,10,12,14\nCake,5,,7\n';
    expect(understand(text).grain).toBe('month');
    expect(table(text, 'quantity')).toEqual({
      '2024-01-01 Tea': 10,
      '2024-02-01 Tea': 12,
      '2024-03-01 Tea': 14,
      '2024-01-01 Cake': 5,
      '2024-03-01 Cake': 7,
    });
  });
});

describe('long tables', () => {
  const long = `date,shop,product,quantity,price,temperature,visitors\n${days('2024-01-01', 8, (day, at) =>
    ['North', 'South']
      .flatMap((shop, s) =>
        ['Tea', 'Cake'].map(
          (product, p) =>
            `${day},${shop},${product},${1 + at + s + p},${2.5 + p + (at > 3 ? 0.5 : 0)},${at}.5,${50 + at + s}`,
        ),
      )
      .join('\n'),
  )}\n`;
  const file = understand(long);

  it('splits what is sold by all dimensions', () => {
    expect(metric(file, 'quantity').dims).toEqual(['item', 'location']);
    expect(table(long, 'quantity')['2024-01-03 Cake South']).toBe(5);
  });

  it('counts a number that repeats on all rows of a day once', () => {
    expect(metric(file, 'temperature')).toMatchObject({ dims: [], repeated: true });
    expect(values(long).find((value) => value.metric === 'temperature')).toMatchObject({ value: 0.5, weight: 1 });
  });

  it('counts a number that repeats per shop once a shop', () => {
    expect(metric(file, 'customers')).toMatchObject({ dims: ['location'], repeated: true });
    expect(table(long, 'customers')['2024-01-02 South']).toBe(52);
  });

  it('makes revenue of quantity and price, and the average price of both', () => {
    expect(table(long, 'revenue')['2024-01-03 Cake South']).toBe(17.5);
    expect(metric(file, 'avg_price').definition.aggregation).toMatchObject({
      kind: 'ratio',
      numerator: [{ metric: 'revenue' }],
      denominator: [{ metric: 'quantity' }],
    });
    expect(metric(file, 'price').definition.role).toBe('context');
  });

  it('names numbered shops by their column', () => {
    const text = `date,store,sales\n${days('2024-01-01', 6, (day, at) => `${day},1,${10.5 + at}\n${day},2,${20.5 + at}`)}\n`;
    expect(understand(text).dimensions).toMatchObject([{ key: 'location', members: ['Store 1', 'Store 2'] }]);
    expect(table(text, 'revenue')['2024-01-01 Store 2']).toBe(20.5);
  });

  it('keeps the article name and leaves its number out', () => {
    const text = `date,sku,product,quantity\n${days('2024-01-01', 6, (day, at) => `${day},T-1,Tea,${at}\n${day},C-7,Cake,${at + 1}`)}\n`;
    expect(understand(text).leftOut).toEqual([{ column: 'sku', why: 'same-as', of: 'product' }]);
  });

  it('leaves notes, customer ids, constants and empty columns out, and says so', () => {
    const text = `date,customer id,note,currency,blank,revenue\n${days('2024-01-01', 30, (day, at) => `${day},K${at % 7},"thanks for number ${at}, see you",EUR,,${at}.5`)}\n`;
    expect(understand(text).leftOut).toEqual([
      { column: 'customer id', why: 'identifier' },
      { column: 'note', why: 'free-text' },
      { column: 'currency', why: 'constant' },
      { column: 'blank', why: 'empty' },
    ]);
  });

  it('takes net sales for revenue where gross sales stand beside', () => {
    const text = `date,Gross Sales,Net Sales\n${days('2024-01-01', 6, (day, at) => `${day},${110.5 + at},${100.5 + at}`)}\n`;
    expect(table(text, 'revenue')['2024-01-01']).toBe(100.5);
    expect(metricKeys(understand(text))).toEqual(['gross_sales', 'revenue']);
  });
});

describe('single sales', () => {
  const till = [
    'Receipt No,Time,Shop,Product,Qty,Amount',
    'R1,2024-03-01 09:10,North,Tea,1,$2.50',
    'R1,2024-03-01 09:10,North,Cake,2,$8.00',
    'R2,2024-03-01 10:30,North,Tea,1,$2.50',
    'R3,2024-03-01 11:00,South,Tea,3,$7.50',
    'R4,2024-03-02 09:00,North,Tea,1,$2.50',
    'R4,2024-03-02 09:00,North,Tea,1,$2.50',
  ].join('\n');

  it('adds the rows of a day up and counts receipts', () => {
    const file = understand(till);
    expect(file.level).toBe('transactions');
    expect(table(till, 'revenue')).toEqual({
      '2024-03-01 Tea North': 5,
      '2024-03-01 Cake North': 8,
      '2024-03-01 Tea South': 7.5,
      '2024-03-02 Tea North': 5,
    });
    expect(metric(file, 'orders').dims).toEqual(['location']);
    expect(table(till, 'orders')).toEqual({ '2024-03-01 North': 2, '2024-03-01 South': 1, '2024-03-02 North': 1 });
    expect(metricKeys(file)).toContain('avg_order_value');
  });

  it('remembers the rows behind each value', () => {
    const tea = values(till).find(
      (value) => value.metric === 'revenue' && value.dims.item === 'Tea' && value.dims.location === 'North',
    );
    expect(tea?.rows).toBe('{[2,3),[4,5)}');
  });

  it('counts a sale that was exported twice once', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `T${at},2024-03-0${1 + (at % 9)} 10:00,${at + 1}.50`);
    const text = ['transaction id,time,amount', ...rows, rows[7]].join('\n');
    expect(understand(text)).toMatchObject({ rowCount: 60, remarks: [{ values: { id: 'transaction id', rows: 1 } }] });
  });
});

describe('days and repeats', () => {
  it('takes rare days of zeros for closed, and says so', () => {
    const text = `date,revenue,orders\n${days('2024-01-01', 30, (day, at) => (at === 9 ? `${day},0,0` : `${day},${50.5 + at},${at}`))}\n`;
    expect(understand(text).specialDays).toEqual([
      { day: '2024-01-10', location: '', kind: 'closed', label: 'Closed' },
    ]);
    expect(understand(text).remarks.map((remark) => remark.values)).toContainEqual({ days: 1 });
    // One order number is zero on the first day, with revenue: that is a zero.
    expect(table(text, 'orders')['2024-01-01']).toBe(0);
  });

  it('leaves zeros alone where they are common', () => {
    const text = `date,quantity\n${days('2024-01-01', 30, (day, at) => `${day},${at % 3 === 0 ? 0 : at}`)}\n`;
    expect(understand(text).specialDays).toEqual([]);
    expect(table(text, 'quantity')['2024-01-04']).toBe(0);
  });

  it('knows weekdays without business, and counts other missing days as gaps', () => {
    const lines = days('2024-01-01', 42, (day, at) =>
      weekday(day) === 0 || at === 9 || at === 10 ? '' : `${day},${at + 0.5}`,
    );
    const file = understand(`date,revenue\n${lines}\n`);
    expect(file.closedWeekdays).toEqual([6]);
    expect(file.gaps).toEqual({ count: 2, first: ['2024-01-10', '2024-01-11'] });
  });

  it('reads an open flag, per shop', () => {
    const text = `date,shop,open,sales\n${days('2024-01-01', 12, (day, at) => `${day},North,1,${50.5 + at}\n${day},South,${at === 3 ? 0 : 1},${at === 3 ? 0 : 30.5 + at}`)}\n`;
    expect(understand(text).specialDays).toEqual([
      { day: '2024-01-04', location: 'South', kind: 'closed', label: 'Closed' },
    ]);
    expect(table(text, 'revenue')['2024-01-04 South']).toBeUndefined();
    expect(table(text, 'revenue')['2024-01-04 North']).toBe(53.5);
  });

  it('counts sales on a day that is marked closed', () => {
    const text = `date,closed,revenue\n${days('2024-01-01', 12, (day, at) => `${day},${at === 3 ? 1 : 0},${50.5 + at}`)}\n`;
    expect(understand(text).specialDays).toEqual([]);
    expect(understand(text).remarks.map((remark) => remark.values)).toContainEqual({ days: 1 });
  });

  it('keeps holiday names', () => {
    const text = `date,holiday,revenue\n${days('2024-12-24', 4, (day, at) => `${day},${at === 1 ? 'Christmas Day' : ''},${50.5 + at}`)}\n`;
    expect(understand(text).specialDays).toEqual([
      { day: '2024-12-25', location: '', kind: 'holiday', label: 'Christmas Day' },
    ]);
  });

  it('counts a row that was pasted twice once', () => {
    const text = `date,revenue\n${days('2024-01-01', 30, (day, at) => `${day},${at}.5`)}\n2024-01-03,2.5\n`;
    expect(understand(text)).toMatchObject({ level: 'aggregate', rowCount: 30, remarks: [{ values: { rows: 1 } }] });
  });

  it('asks what two different rows for one day mean, and obeys', () => {
    const text = `date,revenue\n${days('2024-01-01', 30, (day, at) => `${day},${at}.5`)}\n2024-01-03,9.5\n`;
    expect(ask(text)).toMatchObject({ about: 'repeats', question: { values: { first: '4', second: '32', count: 1 } } });
    expect(table(text, 'revenue', { answers: { repeats: 'add' } })['2024-01-03']).toBe(12);
    expect(table(text, 'revenue', { answers: { repeats: 'keep-last' } })['2024-01-03']).toBe(9.5);
  });
});

describe('the order of rows makes no difference', () => {
  /** A shuffle that is the same every run (Fisher–Yates on a linear congruential generator). */
  const shuffled = (lines: readonly string[], seed: number) => {
    const out = [...lines];
    let state = seed;
    for (let at = out.length - 1; at > 0; at -= 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      const other = state % (at + 1);
      [out[at], out[other]] = [out[other] ?? '', out[at] ?? ''];
    }
    return out;
  };
  const lines = days('2024-01-01', 50, (day, at) =>
    ['North', 'South']
      .flatMap((shop, s) =>
        ['Tea', 'Cake', 'Bread'].map(
          (product, p) => `${day},${shop},${product},${(at * 0.1 + s + p).toFixed(1)},${10 + at}`,
        ),
      )
      .join('\n'),
  ).split('\n');
  const header = 'date,shop,product,revenue,temperature';
  const plain = `${[header, ...lines].join('\n')}\n`;
  const key = (text: string) =>
    values(text)
      .map(({ rows: _rows, ...value }) => JSON.stringify(value))
      .sort();

  it.each([1, 2, 3, 4, 5])('seed %i', (seed) => {
    const mixed = `${[header, ...shuffled(lines, seed)].join('\n')}\n`;
    expect(key(mixed)).toEqual(key(plain));
    expect(understand(mixed)).toEqual(understand(plain));
  });
});

describe('what a number is not', () => {
  it('advertising by medium beside sales is not sales by item', () => {
    const text = `date,tv,radio,online,sales\n${days('2024-01-01', 20, (day, at) => `${day},${40.5 + at},${20.5 + at},${30.25 + at},${900.5 + at * 3}`)}\n`;
    expect(metricKeys(understand(text))).toEqual(['tv', 'radio', 'online', 'revenue']);
  });

  it('equal sales in two shops are two sales', () => {
    const text = `date,shop,product,quantity\n${days('2024-01-01', 20, (day, at) => ['A', 'B'].flatMap((shop) => ['Tea', 'Cake'].map((product, p) => `${day},${shop},${product},${at + p}`)).join('\n'))}\n`;
    expect(metric(understand(text), 'quantity')).toMatchObject({ dims: ['item', 'location'], repeated: false });
  });

  it('a mark of unknown meaning is a share of days, not a sum', () => {
    const text = `date,school break,revenue\n${days('2024-01-01', 20, (day, at) => `${day},${at % 5 === 0 ? 1 : 0},${100.5 + at}`)}\n`;
    expect(metric(understand(text), 'school_break').definition).toMatchObject({
      role: 'context',
      unit: 'percent',
      aggregation: { kind: 'mean' },
    });
  });

  it('columns of a file called shops are shops', () => {
    const text = 'month;Berlin;Hamburg\n2024-01;12500;9800\n2024-02;11900;10100\n2024-03;13000;10400\n';
    expect(metric(understand(text, { fileName: 'shops.csv' }), 'revenue').dims).toEqual(['location']);
  });

  it('a file without a header is pieces by item', () => {
    const text = `${days('2024-01-01', 20, (day, at) => `${day},Bread,${20 + at}\n${day},Roll,${30 + at}`)}\n`;
    expect(metric(understand(text), 'quantity')).toMatchObject({
      dims: ['item'],
      definition: { label: 'Quantity sold' },
    });
  });
});
