import { describe, expect, it } from 'vitest';
import { askForList } from '../../../src/records/ask-for-list.ts';
import { LIST_FORMS } from '../../../src/records/list-forms.ts';
import { listTemplate } from '../../../src/records/template.ts';
import { readList, refusalOf } from './read-list.ts';

const KINDS = LIST_FORMS.map(({ kind }) => kind);
const textOf = (kind: (typeof KINDS)[number]) => Buffer.from(listTemplate(kind).content).toString('utf8');

describe('templates', () => {
  it.each(KINDS)('%s: filled in, it comes back without a question and without a column that is not known', (kind) => {
    const { summary, rows } = readList(textOf(kind).replaceAll('Example ', 'Our '));
    expect(summary).toMatchObject({ list: kind, leftOut: [], rowCount: 3 });
    expect(rows.length).toBeGreaterThanOrEqual(3);
  });

  it.each(KINDS)('%s: semicolons and decimal commas change nothing', (kind) => {
    const text = textOf(kind)
      .replaceAll('Example ', 'Our ')
      .replace(/"([^"]*)"/g, (_all, cell: string) => cell.replaceAll(',', ' /'));
    const german = text.replaceAll(',', ';').replace(/;(\d+)\.(\d{1,3})(?=[;\r])/g, ';$1,$2');
    const plain = readList(text).rows.map(({ record }) => record);
    expect(readList(german).rows.map(({ record }) => record)).toEqual(plain);
  });

  it.each(KINDS)('%s: unfilled, it is refused in words', (kind) => {
    expect(refusalOf(textOf(kind))).toMatchObject({ code: 'template-unfilled' });
  });

  it('one example row that was forgotten is named', () => {
    const error = refusalOf(textOf('employee').replace('Example Ana', 'Ada').replace('Example Cara', 'Bo'));
    expect(error.message).toBe('Row 3, column “name”: this is still my example; take the row out.');
  });

  it('a list is asked for with its templates and an upload button, without a digit', () => {
    const asked = askForList(['item', 'recipe'], 'For orders I need to know what you buy.');
    expect(asked.files.map(({ name }) => name)).toEqual(['items.csv', 'recipes.csv']);
    expect(asked.followUps).toEqual([{ label: 'Add the lists', kind: 'upload' }]);
    expect(JSON.stringify(asked.sections)).not.toMatch(/\d/);
  });
});
