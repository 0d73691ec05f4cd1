import { describe, expect, it } from 'vitest';
import { BugError } from '../../../src/contracts/errors.ts';
import { createFactBook } from '../../../src/facts/fact-book.ts';
import { createGrounder } from '../../../src/facts/ground.ts';

const style = { locale: 'en-US', currency: 'USD', today: '2026-06-17' };
const source = { kind: 'method', how: 'test' } as const;

function book() {
  const facts = createFactBook();
  const revenue = facts.metric({ unit: 'currency', label: 'Revenue' }, 1200, { source });
  return { facts, revenue };
}

describe('grounding', () => {
  it('fills a slot with its fact, in the company’s format, and keeps its id for the person to touch', () => {
    const { facts, revenue } = book();
    const grounder = createGrounder(facts.facts, style);
    expect(grounder.spans(`Revenue was ${revenue}.`)).toEqual([
      { text: 'Revenue was ' },
      { text: '$1,200', fact: 'f1' },
      { text: '.' },
    ]);
    expect(grounder.used().map((fact) => fact.text)).toEqual(['$1,200']);
  });

  it.each(['It was 7.', 'It was ٧.', 'About ½ of it.', 'Quarter Ⅳ', 'x²', '１２', 'in {{f1}} or 3'])(
    'stops prose with a number that is no fact: %s',
    (template) => {
      const { facts } = book();
      expect(() => createGrounder(facts.facts, style).text(template)).toThrow(BugError);
    },
  );

  it('stops a slot that names no fact', () => {
    expect(() => createGrounder([], style).text('It was {{f9}}.')).toThrow(/names no fact/);
  });

  it('stops a fact that is not a finite number', () => {
    const facts = createFactBook();
    const slot = facts.count('Broken', Number.NaN, { source });
    expect(() => createGrounder(facts.facts, style).text(slot)).toThrow(/no finite value/);
  });

  it('shows names with digits, slots or markup exactly as they are, without reading them again', () => {
    const facts = createFactBook();
    const hostile = '<b>7-Up</b> {{f1}} =cmd() 2026';
    const slot = facts.name(hostile);
    expect(createGrounder(facts.facts, style).text(slot)).toBe(hostile);
  });

  it('gives the same name one fact', () => {
    const facts = createFactBook();
    expect(facts.name('Latte')).toBe(facts.name('Latte'));
    expect(facts.facts).toHaveLength(1);
  });
});
