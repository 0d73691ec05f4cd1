import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planQuestion } from '../../../agents/coach/understand/plan-question.ts';
import type { Catalogue } from '../../../src/contracts/catalogue.ts';

const bookshop: Catalogue = JSON.parse(
  readFileSync(new URL('../planner/companies/bookshop.json', import.meta.url), 'utf8'),
);
const plan = (text: string) => {
  const planned = planQuestion({ text, today: '2026-11-16', attachments: [] }, bookshop);
  return planned.kind === 'plan' ? planned.calls[0] : undefined;
};

const ACCESS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['Who has access?', { action: 'list' }],
  ["who's let in", { action: 'list' }],
  ['who can see this?', { action: 'list' }],
  ['Let Tom in', { action: 'let-in', name: 'Tom' }],
  ['please let Tom Miller in as a viewer', { action: 'let-in', name: 'Tom Miller', role: 'viewer' }],
  ['let them in', { action: 'let-in' }],
  ['Give Zoë access', { action: 'let-in', name: 'Zoe' }],
  ['add Maria as member', { action: 'let-in', name: 'Maria', role: 'member' }],
  ['don’t let Tom in', { action: 'refuse', name: 'Tom' }],
  ['make Ada an owner', { action: 'set-role', name: 'Ada', role: 'owner' }],
  ["change Tom's role to manager", { action: 'set-role', name: 'Tom', role: 'manager' }],
  ['remove Tom', { action: 'remove', name: 'Tom' }],
  ["Revoke Tom O'Hara's access", { action: 'remove', name: "Tom O'Hara" }],
  ['remove tom from the team', { action: 'remove', name: 'tom' }],
  ['show answers to everyone here', { action: 'consent', show: 'everyone' }],
  ['keep answers private here', { action: 'consent', show: 'asker' }],
];

describe('what is said about people', () => {
  it.each(ACCESS)('“%s”', (text, input) => {
    expect(plan(text)).toEqual({ skill: 'manage-access', input });
  });

  it.each(['log in', 'Sign me in on the web', 'send me a sign-in link', 'login', 'How do I log in?'])(
    '“%s” asks for a link',
    (text) => {
      expect(plan(text)).toEqual({ skill: 'web-login', input: {} });
    },
  );

  it.each([
    'remove Camden',
    'remove the goal',
    'remove my data',
    'remove it',
    'show sales to date',
    'how many people signed in last week',
    'who is our best customer',
    'let us see sales',
    'make turnover a goal',
    'give me access to the numbers of last week',
    'add a file',
  ])('“%s” is about something else', (text) => {
    expect(['manage-access', 'web-login']).not.toContain(plan(text)?.skill);
  });
});
