import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSkillContext } from '../../skills/create-context.ts';
import { importFile } from '../../skills/import-file/run.ts';
import type { Company } from '../../src/contracts/company.ts';
import type { UserId } from '../../src/contracts/ids.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import { readCatalogue } from '../../src/db/queries/catalogue.ts';
import { packUpload, saveUpload } from '../../src/db/queries/uploads.ts';
import { formatFact } from '../../src/facts/format.ts';
import { createTestCompany, openTestDatabase, type TestDatabase } from './harness.ts';
import { makeCsv } from './import-support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Runs the skill with files attached, as a turn does. */
async function drop(
  company: Company,
  files: readonly { name: string; text: string }[],
  input = {},
): Promise<SkillResult & { uploads: string[] }> {
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
    person: { id: randomUUID() as UserId, displayName: 'Owner', role: 'owner' },
    catalogue: await database.inTenant(company.id, (tx) => readCatalogue(tx, company)),
    attachments,
    previous: null,
    engines: { run: () => Promise.reject(new Error('The import needs no engine.')) },
    signal: new AbortController().signal,
    data: (work) => database.inTenant(company.id, work),
    progress: () => {},
    now: new Date('2026-11-22T12:00:00Z'),
  });
  const result = await importFile.run(context, importFile.input.parse(input));
  return { ...result, uploads: attachments.map((attachment) => attachment.upload) };
}

/** The sections as a person reads them. */
function spoken(result: SkillResult): string[] {
  const style = { locale: 'en-US', currency: 'USD', today: '2026-11-22' };
  return result.sections.map(({ heading, template }) =>
    `${heading ? `${heading}: ` : ''}${template}`.replace(/\{\{(\w+)\}\}/g, (_slot, id: string) => {
      const fact = result.facts.find((candidate) => candidate.id === id);
      if (!fact) throw new Error(`No fact ${id}.`);
      // Which kind of space stands around a dash is a matter of the ICU version.
      return formatFact(fact, style).replace(/\s*–\s*/g, ' – ');
    }),
  );
}

const cafe = makeCsv('date,closed,tea,cake,bread,total', '2026-01-01', 300, (day, at) => {
  if (at === 50) return `${day},1,0,0,0,0`;
  const sold = [40 + (at % 7) * 3, 20 + (at % 5), 10 + (at > 271 ? 12 : 0)];
  return [day, 0, ...sold, sold.reduce((sum, value) => sum + value, 0)].join(',');
});

describe('dropping a file', () => {
  it('shows what was understood, three findings, a chart, two questions and the way back', async () => {
    const result = await drop(await createTestCompany(database), [{ name: 'cafe 2026.csv', text: cafe }]);
    const text = spoken(result);
    expect(text[0]).toBe('Your file is in: 300 rows of cafe 2026.csv, Jan 1 – Oct 27.');
    expect(text).toContain('By item: 3: tea, cake, bread');
    expect(text).toContain('Closed days: 1 day; not counted as zero');
    expect(text).toContain('Left out: total (a sum of the others, used as a check)');
    expect(result.sections.filter((section) => section.kind === 'detail')).toHaveLength(3);
    // Bread sold 22 instead of 10 in the last four weeks: it moved most.
    expect(text.join(' ')).toContain('bread moved most: 120% more');
    expect(result.charts).toMatchObject([{ kind: 'trend', grain: 'week' }]);
    expect(result.followUps.map((followUp) => followUp.call?.skill)).toEqual([
      'forecast-metric',
      'explain-change',
      'import-file',
    ]);
    expect(result.followUps[1]?.call?.input).toMatchObject({ filter: { item: 'bread' } });
    expect(result.working?.sources).toMatchObject([{ fileName: 'cafe 2026.csv', rows: [[2, 301]], rowCount: 300 }]);
  });

  it('writes no digit that is not a fact, and no fact that is not written', async () => {
    const result = await drop(await createTestCompany(database), [
      { name: 'a1.csv', text: cafe.replaceAll('cake', 'cake no 5') },
    ]);
    const prose = [
      ...result.sections.flatMap(({ heading, template }) => [heading ?? '', template]),
      ...result.charts.flatMap(({ title, subtitle, alt }) => [title, subtitle ?? '', alt]),
      ...result.followUps.map(({ label }) => label),
    ].join('\n');
    expect(prose.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/\d/);
    for (const fact of result.facts) expect(prose).toContain(`{{${fact.id}}}`);
  });

  it('asks with buttons when dates read both ways, and goes on from the answer', async () => {
    const company = await createTestCompany(database);
    const text = 'date,revenue\n03/04/2024,10.5\n05/04/2024,11.5\n';
    const asked = await drop(company, [{ name: 'dates.csv', text }]);
    expect(spoken(asked)).toEqual(['The dates in “date” can be read in two ways. Which day is 03/04/2024?']);
    const choice = asked.question?.choices[0]?.call;
    expect(choice).toEqual({
      skill: 'import-file',
      input: { upload: asked.uploads[0], answers: { dateOrder: 'day-first' } },
    });
    const answered = await drop(company, [], choice?.input);
    expect(spoken(answered)[0]).toBe('Your file is in: 2 rows of dates.csv, Apr 3 – 5, 2024.');
  });

  it('says that a file is known', async () => {
    const company = await createTestCompany(database);
    await drop(company, [{ name: 'one.csv', text: cafe }]);
    expect(spoken(await drop(company, [{ name: 'again.csv', text: cafe }]))[0]).toBe(
      'I have again.csv already, exactly as it is: 300 rows, Jan 1 – Oct 27. Nothing changed.',
    );
  });

  it('takes two files at once, each with facts of its own', async () => {
    const visitors = makeCsv('date,visitors', '2026-01-01', 60, (day, at) => `${day},${100 + at}`);
    const result = await drop(await createTestCompany(database), [
      { name: 'cafe.csv', text: cafe },
      { name: 'door.csv', text: visitors },
    ]);
    const text = spoken(result).filter((line) => line.startsWith('Your file is in'));
    expect(text).toEqual([
      'Your file is in: 300 rows of cafe.csv, Jan 1 – Oct 27.',
      'Your file is in: 60 rows of door.csv, Jan 1 – Mar 1.',
    ]);
    expect(new Set(result.facts.map((fact) => fact.id)).size).toBe(result.facts.length);
  });

  it('without a file asks for one', async () => {
    const result = await drop(await createTestCompany(database), []);
    expect(result.followUps).toMatchObject([{ kind: 'upload' }]);
  });

  it('says what is wrong with a file, by row and column', async () => {
    const company = await createTestCompany(database);
    await expect(
      drop(company, [{ name: 'bad.csv', text: 'date,revenue\n2024-01-01,5\n2024-02-31,6\n2024-01-03,7\n' }]),
    ).rejects.toMatchObject({
      message: 'Row 3, column “date”: “2024-02-31” is not a date.',
      place: { file: 'bad.csv', row: 3, column: 'date' },
    });
  });
});

describe('several files in one message', () => {
  const sales = makeCsv('date,tea,cake', '2026-10-01', 40, (day, at) => `${day},${40 + at},${20 + (at % 5)}`);

  it('what is wrong with one keeps none of the others out', async () => {
    const company = await createTestCompany(database);
    const result = await drop(company, [
      { name: 'people.csv', text: 'name,roles,wage\nAna,barista,a lot\n' },
      { name: 'sales.csv', text: sales },
    ]);
    const said = spoken(result);
    expect(said[0]).toMatch(/^people\.csv is not in: Row 2, column “wage”/);
    expect(said[1]).toMatch(/^Your file is in: 40 rows of sales\.csv/);
  });

  it('a question about one comes last, when the others are in', async () => {
    const company = await createTestCompany(database);
    const unclear = 'date,revenue\n03/04/2024,10.5\n05/04/2024,11.5\n';
    const result = await drop(company, [
      { name: 'unclear.csv', text: unclear },
      { name: 'sales.csv', text: sales },
      { name: 'unclear too.csv', text: `${unclear}06/04/2024,9\n` },
    ]);
    const said = spoken(result);
    expect(said[0]).toMatch(/^Your file is in: 40 rows of sales\.csv/);
    expect(said).toContainEqual(
      'I have a question about unclear too.csv too, so it is not in yet. Send it again afterwards.',
    );
    expect(said.at(-2)).toBe('unclear.csv is not in yet; I need to know one thing first.');
    expect(result.question?.choices).toHaveLength(2);
    const answered = await drop(company, [], result.question?.choices[0]?.call?.input);
    expect(spoken(answered)[0]).toMatch(/^Your file is in: 2 rows of unclear\.csv/);
  });

  it('a list is held against the sales that came with it', async () => {
    const company = await createTestCompany(database);
    await drop(company, [{ name: 'old.csv', text: sales.replaceAll('cake', 'bread') }]);
    const result = await drop(company, [
      { name: 'sales.csv', text: `${sales}2026-12-01,44,20\n` },
      { name: 'products.csv', text: 'product,price,cost,lowest,highest\ncake,4.5,1,4,6\ntea,3,0.5,2,4\n' },
    ]);
    expect(spoken(result).join(' ')).toContain('products.csv');
    expect(spoken(result).join(' ')).not.toContain('know no product');
  });
});

describe('taking a file out again', () => {
  const press = (company: Company, result: SkillResult, label: string) => {
    const button = [...result.followUps, ...(result.question?.choices ?? [])].find((other) => other.label === label);
    if (!button?.call) throw new Error(`No button “${label}”.`);
    return drop(company, [], button.call.input);
  };

  it('asks once, says in counts what was done, and takes the same file in again', async () => {
    const company = await createTestCompany(database);
    const imported = await drop(company, [{ name: 'cafe 2026.csv', text: cafe }]);
    const asked = await press(company, imported, 'Take it out again');
    expect(spoken(asked)).toEqual([
      'Shall I take cafe 2026.csv out again? It has 300 rows, Jan 1 – Oct 27. What your other files say stays.',
    ]);
    expect(asked.question?.choices.map((choice) => choice.label)).toEqual(['Yes, take it out', 'Keep it']);
    expect(spoken(await press(company, asked, 'Keep it'))).toEqual(['Good, it stays as it is.']);
    const again = await drop(company, [{ name: 'cafe 2026.csv', text: cafe }]);
    expect(spoken(again)[0]).toContain('already');
    const asWell = await press(company, again, 'Take it out again');
    // 299 open days of three items.
    const out = await press(company, asWell, 'Yes, take it out');
    expect(spoken(out)).toEqual([
      'cafe 2026.csv is out again. I took out 897 values, Jan 1 – Oct 27. No other file has Quantity sold, so I have no numbers of that now.',
      'Send the file again when you like; I read it anew.',
    ]);
    for (const fact of out.facts) expect(JSON.stringify(out.sections)).toContain(`{{${fact.id}}}`);
    expect(spoken(await press(company, asWell, 'Yes, take it out'))).toEqual([
      'cafe 2026.csv is out already. Nothing changed.',
    ]);
    expect(spoken(await drop(company, [{ name: 'cafe 2026.csv', text: cafe }]))[0]).toBe(
      'Your file is in: 300 rows of cafe 2026.csv, Jan 1 – Oct 27.',
    );
  });

  it('reads the dates the other way in one step, and back', async () => {
    const company = await createTestCompany(database);
    const text = 'date,revenue\n03/04/2024,10.5\n05/04/2024,11.5\n';
    const asked = await drop(company, [{ name: 'dates.csv', text }]);
    const imported = await drop(company, [], asked.question?.choices[0]?.call?.input);
    expect(imported.followUps.map((followUp) => followUp.label)).toEqual([
      expect.anything(),
      'Read it the other way',
      'Take it out again',
    ]);
    const turned = await press(company, imported, 'Read it the other way');
    expect(spoken(turned).slice(0, 2)).toEqual([
      'Your file is in: 2 rows of dates.csv, Mar 4 – May 4, 2024.',
      'I read it the other way this time. I took out 2 values, Apr 3 – 5, 2024.',
    ]);
    const again = await drop(company, [{ name: 'dates.csv', text }]);
    expect(spoken(await press(company, again, 'Read it the other way'))[0]).toBe(
      'Your file is in: 2 rows of dates.csv, Apr 3 – 5, 2024.',
    );
  });

  it('each of two files that came together has a way back of its own', async () => {
    const company = await createTestCompany(database);
    const visitors = makeCsv('date,visitors', '2026-01-01', 60, (day, at) => `${day},${100 + at}`);
    const both = await drop(company, [
      { name: 'cafe.csv', text: cafe },
      { name: 'door.csv', text: visitors },
    ]);
    const labels = both.followUps.map((followUp) =>
      followUp.label.replace(/\{\{(\w+)\}\}/g, (_slot, id: string) =>
        String(both.facts.find((fact) => fact.id === id)?.value),
      ),
    );
    expect(labels.slice(1, 3)).toEqual(['Take door.csv out again', 'Take cafe.csv out again']);
  });
});
