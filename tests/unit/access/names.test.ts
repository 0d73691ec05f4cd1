import { describe, expect, it } from 'vitest';
import { matchName } from '../../../skills/manage-access/match-name.ts';
import { matchMetrics } from '../../../src/access/match-metrics.ts';
import { cleanName } from '../../../src/access/names.ts';
import { readLinkText } from '../../../src/access/secrets.ts';
import { readWebUser } from '../../../src/access/web-user.ts';
import type { Catalogue } from '../../../src/contracts/catalogue.ts';

const people = ['José García', 'Tom Miller', 'Tom Becker', 'Tomás'].map((displayName) => ({ displayName }));
const meant = (said: string) => matchName(people, said).map(({ displayName }) => displayName);

describe('a spoken name', () => {
  it('is the whole name or a word of it, whatever accents and case', () => {
    expect(meant('jose')).toEqual(['José García']);
    expect(meant('TOM MILLER')).toEqual(['Tom Miller']);
    expect(meant('tom')).toEqual(['Tom Miller', 'Tom Becker']);
    expect(meant('To')).toEqual([]);
    expect(meant('  ')).toEqual([]);
  });
});

describe('a platform’s name', () => {
  it('is one line of at most eighty characters', () => {
    expect(cleanName('  Eve\n\u202eroot ', 'Somebody')).toBe('Eve root');
    expect(cleanName('\u200b', 'Somebody')).toBe('Somebody');
    expect(cleanName(undefined, 'Somebody')).toBe('Somebody');
    expect(cleanName('x'.repeat(500), '').length).toBe(80);
  });
});

describe('a text with a code', () => {
  it('is told from words of four letters', () => {
    expect(readLinkText('link ABCD-EFGH')).toEqual({ code: 'ABCDEFGH', certain: true });
    expect(readLinkText('link some data')).toEqual({ code: 'somedata', certain: false });
    expect(readLinkText('link ab2d efgh')?.certain).toBe(true);
    for (const text of ['link', 'link sales with rent', 'link ABCD-EFGHI', 'ABCD-EFGH', 'blink ABCD-EFGH'])
      expect(readLinkText(text)).toBeNull();
  });
});

describe('a user of the web', () => {
  it('is a person only in its exact form', () => {
    const id = '0190b0b0-0000-4000-8000-000000000001';
    expect(readWebUser(`user:${id}`)).toBe(id);
    for (const user of [id, `user:${id} `, `USER:${id}`, 'user:local', 'local', `user:${id}'`, ''])
      expect(readWebUser(user)).toBeNull();
  });
});

describe('numbers to pick from', () => {
  const entry = (label: string, synonyms: string[] = [], role?: 'context') =>
    ({ key: label, label, unit: 'count', grain: 'day', synonyms, ...(role ? { role } : {}) }) as const; // literals
  const catalogue: Catalogue = {
    company: 'x',
    currency: 'USD',
    timezone: 'UTC',
    weekStart: 'monday',
    dimensions: [],
    metrics: [
      entry('Air temperature', [], 'context'),
      entry('Net revenue', ['turnover']),
      entry('Revenue', ['sales']),
      entry('Sales tax'),
      ...Array.from({ length: 40 }, (_, at) => entry(`Item ${at}`)),
    ],
  };
  const labels = (typed: string) => matchMetrics(catalogue, typed).map(({ label }) => label);

  it('come best match first, names before other words for them, at most 25', () => {
    expect(labels('rev')).toEqual(['Revenue', 'Net revenue']);
    expect(labels('sales')).toEqual(['Sales tax', 'Revenue']);
    expect(labels('xyz')).toEqual([]);
    expect(labels('item')).toHaveLength(25);
    expect(labels('')[0]).toBe('Net revenue');
  });
});
