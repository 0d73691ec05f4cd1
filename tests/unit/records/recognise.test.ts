import { describe, expect, it } from 'vitest';
import { generateSampleCompany } from '../../../src/sample/generate-sample-company.ts';
import { kindOf, readAny, readList } from './read-list.ts';

describe('which list a file is', () => {
  it.each([
    ['item', 'Ingredient,Unit,Vendor,Unit cost\nFlour,kg,Mill,0.80\n'],
    ['item', 'Product,Supplier,Stock,Cost\nBell,Acme,4,3\n'],
    ['item', 'Artikel;Einheit;Lieferant;EK-Preis;Bestand\nHafermilch;l;Bio Süd;1,35;24\n'],
    ['item', 'Ingrédient;Unité;Fournisseur;Coût unitaire;Stock\nLait;l;Laiterie;1,10;20\n'],
    ['item', 'Nombre;Unidad;Proveedor;Costo;Existencias\nLeche;l;Granja;1,10;20\n'],
    ['item', 'name,counted on,stock\nmilk,2026-01-01,4\noats,2026-01-02,4\n'],
    ['supplier', 'Vendor,Lead time (days),Delivery fee\nMill,2,8\n'],
    ['recipe', 'Dish,Ingredient,Amount\nPie,Flour,0.2\n'],
    ['recipe', 'Gericht;Zutat;Menge\nSuppe;Linsen;0,2\n'],
    ['employee', 'Name,Role,Hourly wage\nAda,driver,20\n'],
    ['employee', 'name,role,wage,hired\nAda,driver,20,2020-01-05\nBo,driver,21,2021-01-05\n'],
    ['employee', 'Mitarbeiter;Rolle;Stundenlohn;Mo;Di\nÄnne;Theke;14,50 €/Std;8-16;frei\n'],
    ['absence', 'Employee,From,To\nAda,2026-12-01,2026-12-03\n'],
    ['absence', 'Name,Date,Reason\nAda,2026-12-01,ill\n'],
    ['cover', 'Shift,Start,End,Staff needed\nEarly,7:00,12:00,2\n'],
    ['cover', 'shift,hours,mon,tue,wed,thu,fri,sat,sun\nEarly,7-12,2,2,2,2,2,3,0\n'],
    ['cover', 'date,shift,from,to,people\n2026-12-24,Early,7:00,12:00,2\n'],
    ['busy-hours', 'hour,orders\n8,30\n9,60\n'],
    ['busy-hours', 'Uhrzeit;Anteil\n8;30 %\n9;70 %\n'],
    ['product', 'Menu item,Price,Min price\nPie,4,3\n'],
    ['product', 'item,price\nPie,4\nTea,3\n'],
    ['ad-channel', 'Channel,Min spend,Max spend\nRadio,0,300\n'],
  ])('%s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    ['prices over time', 'date,product,price,cost\n2026-01-01,Pie,4,1\n2026-01-02,Pie,4,1\n'],
    ['hours worked', 'date,employee,hours,wage\n2026-01-01,Ada,4,10\n2026-01-02,Ada,4,10\n'],
    ['stock counts over time', 'item,counted on,stock\nmilk,2026-01-01,4\nmilk,2026-01-08,4\n'],
    ['price changes', 'product,price,cost,valid from\nPie,4,1,2026-01-01\nPie,5,1,2026-02-01\n'],
    ['sales by hour', 'date,hour,orders\n2026-01-01,8,30\n2026-01-01,9,40\n'],
    ['shifts that were', 'date,shift,from,to,people,revenue\n2026-01-01,Early,7:00,12:00,2,400\n'],
    ['orders', 'supplier,item,quantity,arrives,cost\nMill,Flour,4,2026-01-01,9\nMill,Oats,5,2026-01-02,9\n'],
    ['a column a month', 'product,cost,2026-01,2026-02,2026-03\nPie,1,3,4,5\nTea,1,3,4,5\n'],
    ['year and month', 'year,month,product,price,cost\n2026,1,Pie,4,1\n2026,2,Pie,4,1\n'],
    ['addresses', 'name,phone,email\nAda,12345,a@b.c\n'],
    ['ads over time', 'week,channel,spend,max\n2026-W01,Radio,4,9\n2026-W02,Radio,5,9\n'],
  ])('%s are no list', (_what, text) => {
    expect(kindOf(text)).toBe('none');
  });

  it('asks where two kinds fit equally, and goes by the answer', () => {
    const text = 'name,price,cost\nPie,4,1\n';
    const asked = readAny(text);
    expect(asked).toMatchObject({
      about: 'list',
      choices: [{ answers: { list: 'item' } }, { answers: { list: 'product' } }],
    });
    expect(readList(text, { list: 'product' }).rows).toEqual([
      { key: 'pie', record: { name: 'Pie', price: 4, cost: 1 }, row: 2 },
    ]);
    expect(readAny(text, { list: 'numbers' })).toBeNull();
  });

  it('asks whether one day of goods is a list or numbers over time', () => {
    expect(readAny('date,item,cost,price,stock\n2026-01-01,Pie,4,1,3\n2026-01-01,Tea,4,1,3\n')).toMatchObject({
      about: 'list',
      choices: [{ answers: { list: 'item' } }, { answers: { list: 'numbers' } }],
    });
  });

  it('asks for the order of dates that read both ways, and keeps what was answered before', () => {
    const text = 'employee,start,end\nAda,03/04/2026,05/04/2026\n';
    expect(readAny(text, { list: 'absence' })).toMatchObject({
      about: 'date-order',
      choices: [{ answers: { list: 'absence', dateOrder: 'day-first' } }, { answers: { dateOrder: 'month-first' } }],
    });
    expect(readList(text, { dateOrder: 'day-first' }).rows[0]?.record).toMatchObject({
      start: '2026-04-03',
      end: '2026-04-05',
    });
  });

  it('tells every file of the sample company for what it is', () => {
    const { files } = generateSampleCompany({ endDate: '2026-11-21' });
    const lists = files.map(({ fileName, text }) => [fileName, kindOf(text)]).filter(([, kind]) => kind !== 'none');
    expect(lists).toEqual([
      ['items.csv', 'item'],
      ['suppliers.csv', 'supplier'],
      ['recipes.csv', 'recipe'],
      ['employees.csv', 'employee'],
      ['absences.csv', 'absence'],
      ['cover.csv', 'cover'],
      ['busy-hours.csv', 'busy-hours'],
      ['products.csv', 'product'],
      ['ad-channels.csv', 'ad-channel'],
    ]);
  });
});
