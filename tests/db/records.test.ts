import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSkillContext } from '../../skills/create-context.ts';
import { importFile } from '../../skills/import-file/run.ts';
import type { Company, Role } from '../../src/contracts/company.ts';
import { DataError } from '../../src/contracts/errors.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { RecordKind } from '../../src/contracts/record.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { readDataVersion } from '../../src/db/queries/companies.ts';
import { readRecordNames } from '../../src/db/queries/records.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { formatFact } from '../../src/facts/format.ts';
import { readRecordBook } from '../../src/records/read-record-book.ts';
import { listTemplate } from '../../src/records/template.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Runs the skill as a turn does, with a file that was dropped into the chat. */
async function drop(
  company: Company,
  files: readonly { readonly name: string; readonly text: string }[],
  input: object = {},
  role: Role = 'owner',
): Promise<SkillResult> {
  const attachments = [];
  for (const { name, text } of files) {
    const upload = await packUpload({ fileName: name, mediaType: 'text/csv', content: Buffer.from(text) });
    await database.inTenant(company.id, (tx) => saveUpload(tx, upload));
    attachments.push({ fileName: name, mediaType: 'text/csv', bytes: upload.bytes, upload: upload.id });
  }
  const context = createSkillContext({
    asked: { channel: 'web', workspace: 'test', conversation: 'c', thread: 'c', user: 'local', audience: 'private' },
    company,
    // A fresh random UUID is a UserId by definition.
    person: { id: randomUUID() as UserId, displayName: 'Owner', role },
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments,
    previous: null,
    engines: { run: () => Promise.reject(new Error('A list needs no engine.')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date('2026-11-22T12:00:00Z'),
  });
  return importFile.run(context, importFile.input.parse(input));
}

const one = (company: Company, text: string, name = 'list.csv') => drop(company, [{ name, text }]);

/** Presses the button with these words. */
function press(company: Company, result: SkillResult, label: string): Promise<SkillResult> {
  const button = result.followUps.find((followUp) => followUp.label === label);
  if (!button?.call) throw new Error(`No button “${label}” among ${result.followUps.map((f) => f.label).join(', ')}.`);
  return drop(company, [], button.call.input);
}

async function takeOut(company: Company, result: SkillResult): Promise<SkillResult> {
  return press(company, await press(company, result, 'Take it out again'), 'Yes, take it out');
}

function spoken(result: SkillResult): string[] {
  const style = { locale: 'en-US', currency: 'USD', today: '2026-11-22' };
  return result.sections.map(({ heading, template }) =>
    `${heading ? `${heading}: ` : ''}${template}`.replace(/\{\{(\w+)\}\}/g, (_slot, id: string) => {
      const fact = result.facts.find((candidate) => candidate.id === id);
      if (!fact) throw new Error(`No fact ${id}.`);
      return formatFact(fact, style);
    }),
  );
}

const held = (company: Company, kind: RecordKind) =>
  database.inTenant(company.id, async (tx) =>
    (await readRecordBook(tx, [kind])).of(kind).map(({ record, fileName, row }) => ({ record, fileName, row })),
  );
const costs = async (company: Company) =>
  Object.fromEntries(
    (await held(company, 'item')).map(({ record }) => [
      'name' in record && record.name,
      'cost' in record && record.cost,
    ]),
  );

const FIRST = 'name,supplier,cost\nMilk,Dairy,1.10\nOats,Mill,2\nBeans,Roaster,14\n';
const NEWER = 'name,supplier,cost\nmilk,Dairy,1.30\nOats,Mill,2\nTea,Roaster,9\n';

describe('a list that is dropped into the chat', () => {
  it('is understood, kept with its rows, and says what is missing and what comes next', async () => {
    const company = await createTestCompany(database);
    const people = 'name,role,wage,mon,tue,shoe size\nAda,"bar, lead",20,8-16,off,38\nBo,bar,,any,any,42\n';
    const result = await one(company, people, 'team 2026.csv');
    expect(spoken(result)).toEqual([
      'Your list is in: 2 people of team 2026.csv.',
      'What it is: A list of people who work for you',
      'It says: name, roles, wage and availability',
      'Roles: bar (2), lead (1)',
      'Not in it: 1 has no wage: a plan cannot weigh their pay. All people have no maximum hours: only the labour rules limit them. All people have no place: they can work anywhere.',
      'Left out: shoe size (I do not know what to do with it)',
      'Good to know: Weekdays without a column count as days off.',
    ]);
    expect(result.followUps.map(({ label }) => label)).toEqual(['Who should work next week?', 'Take it out again']);
    expect(await held(company, 'employee')).toMatchObject([
      { record: { name: 'Ada', roles: ['bar', 'lead'], wagePerHour: 20 }, fileName: 'team 2026.csv', row: 2 },
      { record: { name: 'Bo', roles: ['bar'] }, row: 3 },
    ]);
    expect(result.working?.sources).toMatchObject([{ fileName: 'team 2026.csv', rows: [[2, 3]], rowCount: 2 }]);
  });

  it('writes no digit that is not a fact', async () => {
    const result = await one(await createTestCompany(database), FIRST.replace('Oats', 'Oats 500 g'), 'a1.csv');
    const prose = [
      ...result.sections.flatMap(({ heading, template }) => [heading ?? '', template]),
      ...result.followUps.map(({ label }) => label),
    ];
    expect(prose.join('\n').replace(/\{\{\w+\}\}/g, '')).not.toMatch(/\d/);
  });

  it('no button that would be refused: rosters are for managers', async () => {
    const text = 'name,role,wage\nAda,bar,20\n';
    const result = await drop(await createTestCompany(database), [{ name: 'team.csv', text }], {}, 'member');
    expect(result.followUps.map(({ label }) => label)).toEqual(['Take it out again']);
  });

  it('a newer file replaces what it names; older rows stay, or not, as the person says', async () => {
    const company = await createTestCompany(database);
    await one(company, FIRST, 'first.csv');
    const newer = await one(company, NEWER, 'newer.csv');
    expect(spoken(newer)[0]).toBe(
      'Your list is in: 3 items of newer.csv. 1 new, 1 changed, 1 the same as before. 1 from older files is not in this one and stays.',
    );
    expect(await costs(company)).toEqual({ Beans: 14, milk: 1.3, Oats: 2, Tea: 9 });

    const only = await press(company, newer, 'Keep only this file');
    expect(spoken(only)[0]).toBe(
      'Only newer.csv and what comes after it count now: 3 items. 1 from older files is left aside; nothing is deleted.',
    );
    expect(await costs(company)).toEqual({ milk: 1.3, Oats: 2, Tea: 9 });
    const names = await database.inTenant(company.id, readRecordNames);
    expect(names.find(({ kind }) => kind === 'item')?.names).toEqual(['Oats', 'Tea', 'milk'].sort());

    await press(company, only, 'Let the older ones count again');
    expect(await costs(company)).toEqual({ Beans: 14, milk: 1.3, Oats: 2, Tea: 9 });
  });

  it('taken out again, the rows of the file before hold again', async () => {
    const company = await createTestCompany(database);
    await one(company, FIRST, 'first.csv');
    const newer = await one(company, NEWER, 'newer.csv');
    await press(company, newer, 'Keep only this file');
    const out = await takeOut(company, newer);
    expect(spoken(out)[0]).toBe('newer.csv is out again: I took out 3 items. 3 items of older files count again.');
    expect(await costs(company)).toEqual({ Milk: 1.1, Oats: 2, Beans: 14 });
    expect(spoken(await takeOut(company, newer).catch(() => press(company, newer, 'Take it out again')))[0]).toContain(
      'out already',
    );
  });

  it('the same bytes twice change nothing; after it was taken out they come in again', async () => {
    const company = await createTestCompany(database);
    const first = await one(company, FIRST, 'first.csv');
    const version = await database.inTenant(company.id, readDataVersion);
    const again = await one(company, FIRST, 'again.csv');
    expect(spoken(again)[0]).toBe('I have again.csv already, exactly as it is: 3 rows. Nothing changed.');
    expect(await database.inTenant(company.id, readDataVersion)).toBe(version);
    expect(again.followUps.map(({ label }) => label)).toContain('Take it out again');
    await takeOut(company, first);
    expect(await held(company, 'item')).toEqual([]);
    await one(company, FIRST, 'first.csv');
    expect(await held(company, 'item')).toHaveLength(3);
  });

  it('one wrong cell, and nothing of the file is kept', async () => {
    const company = await createTestCompany(database);
    const version = await database.inTenant(company.id, readDataVersion);
    await expect(one(company, FIRST.replace('14', '-14'))).rejects.toThrow(DataError);
    expect(await held(company, 'item')).toEqual([]);
    expect(await database.inTenant(company.id, readDataVersion)).toBe(version);
  });

  it('asks with buttons where two kinds fit, and goes on from the answer', async () => {
    const company = await createTestCompany(database);
    const asked = await one(company, 'name,price,cost\nPie,4,1\n', 'menu.csv');
    expect(asked.question?.choices.map(({ label }) => label)).toEqual(['Goods you buy', 'Products you sell']);
    const answered = await press(company, asked, 'Products you sell');
    expect(spoken(answered)[0]).toBe('Your list is in: 1 product of menu.csv.');
    expect(await held(company, 'product')).toMatchObject([{ record: { name: 'Pie', price: 4, cost: 1 } }]);
  });

  it('dates that were read one way can be read the other way in one step', async () => {
    const company = await createTestCompany(database);
    const asked = await one(company, 'employee,start,end\nAda,03/04/2026,05/04/2026\n', 'away.csv');
    const first = await drop(company, [], asked.question?.choices[0]?.call?.input);
    expect(await held(company, 'absence')).toMatchObject([{ record: { start: '2026-04-03', end: '2026-04-05' } }]);
    await press(company, first, 'Read it the other way');
    expect(await held(company, 'absence')).toMatchObject([{ record: { start: '2026-03-04', end: '2026-05-04' } }]);
  });

  it('names that fit nothing are said', async () => {
    const company = await createTestCompany(database);
    await one(company, FIRST, 'goods.csv');
    await one(
      company,
      'date,product,quantity\n2026-01-01,Latte,4\n2026-01-01,Pie,6\n2026-01-02,Latte,5\n',
      'sales.csv',
    );
    const result = await one(
      company,
      'product,item,quantity\nLatte,milk,0.2\nLatte,Cinnamon,0.01\nMocha,beans,0.02\n',
      'recipes.csv',
    );
    expect(spoken(result)).toContain('No list of items has Cinnamon; send one, so that I know their cost and stock.');
    expect(spoken(result)).toContain('Your sales know no product called Mocha.');
  });

  it('several lists in one message, each with a way back', async () => {
    const company = await createTestCompany(database);
    const result = await drop(company, [
      { name: 'goods.csv', text: FIRST },
      { name: 'suppliers.csv', text: 'supplier,lead days\nDairy,1\nMill,3\n' },
    ]);
    expect(spoken(result).filter((line) => line.startsWith('Your list is in'))).toHaveLength(2);
    expect(result.followUps.filter(({ call }) => call?.input.remove)).toHaveLength(2);
  });

  it('numbers and lists live side by side: taking one out leaves the other', async () => {
    const company = await createTestCompany(database);
    const list = await one(company, FIRST, 'goods.csv');
    const days = Array.from({ length: 30 }, (_, at) => `2026-01-${String(at + 1).padStart(2, '0')},${100 + at}`);
    const sales = await one(company, `date,revenue\n${days.join('\n')}\n`, 'sales.csv');
    expect(spoken(await takeOut(company, sales))[0]).toContain('sales.csv is out again');
    expect(await held(company, 'item')).toHaveLength(3);
    await one(company, `date,revenue\n${days.join('\n')}\n`, 'sales.csv');
    await takeOut(company, list);
    const catalogue = await database.inTenant(company.id, (tx) => readCatalogue(tx, company));
    expect(catalogue.metrics.map(({ key }) => key)).toEqual(['revenue']);
  });

  it('another company sees nothing of it, and cannot touch it', async () => {
    const [ours, theirs] = [await createTestCompany(database), await createTestCompany(database)];
    const result = await one(ours, FIRST, 'goods.csv');
    expect(await held(theirs, 'item')).toEqual([]);
    const [remove] = result.followUps.flatMap(({ call }) => (call?.input.remove ? [String(call.input.remove)] : []));
    await expect(drop(theirs, [], { remove, confirmed: true })).rejects.toMatchObject({ code: 'no-such-dataset' });
    await expect(drop(theirs, [], { only: { dataset: remove, on: true } })).rejects.toMatchObject({
      code: 'no-such-dataset',
    });
    expect(await held(ours, 'item')).toHaveLength(3);
  });

  it('a template that came back unfilled is refused', async () => {
    const text = Buffer.from(listTemplate('cover').content).toString();
    await expect(one(await createTestCompany(database), text)).rejects.toMatchObject({ code: 'template-unfilled' });
  });

  it('twenty thousand rows come in', async () => {
    const company = await createTestCompany(database);
    const rows = Array.from({ length: 20_000 }, (_, at) => `item ${at},Dairy,${at % 90}`).join('\n');
    await one(company, `name,supplier,cost\n${rows}\n`);
    expect(await held(company, 'item')).toHaveLength(20_000);
  });
});
