import { z } from 'zod';
import type { Unit } from '../../src/contracts/catalogue.ts';
import type { PlanKind } from '../../src/contracts/plan.ts';
import { nameKey } from '../../src/records/name-key.ts';
import { readProfile } from './read-profile.ts';

/** Something a company can tell about how it plans. */
export interface KnownSetting {
  readonly key: string;
  /** As a sentence begins with it: "The room in your storage". */
  readonly label: string;
  /** What a value has to be; reads what people say into what is kept. */
  readonly value: z.ZodType<number | string>;
  /** Plain words for a value that does not fit; digits are fine. */
  readonly expects: string;
  readonly unit: Unit | 'text';
  /** Which plan rests on it; null: all of them. */
  readonly plan: PlanKind | null;
  /** What holds until somebody says it. A template without digits. */
  readonly meanwhile: string;
  /** How to say it in chat. */
  readonly example: string;
}

const number = (least: number, most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^-?\d+([.,]\d+)?$|^-?\d{1,3}(,\d{3})+(\.\d+)?$/)
        .transform((text) => Number(/,\d{3}(\D|$)/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'))),
    ])
    .pipe(z.number().min(least).max(most));

const shareOf = (value: number): number => (value > 1 ? value / 100 : value);

/** 0.95, or 95 for people who leave the percent sign out. */
const share = (least: number, most: number) =>
  z
    .union([
      z
        .string()
        .trim()
        .regex(/^\d+([.,]\d+)?\s*%?$/)
        // A percent sign leaves no doubt: 1% is not the whole.
        .transform((text) => {
          const value = Number(text.replace(/[%\s]/g, '').replace(',', '.'));
          return text.endsWith('%') ? value / 100 : shareOf(value);
        }),
      z.number().transform(shareOf),
    ])
    .pipe(z.number().min(least).max(most));

const endings = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => [...new Set(text.split(/[,;\s/]+|\band\b|\bor\b/).filter((part) => part !== ''))])
  .pipe(
    z
      .array(z.string().regex(/^\.?\d{1,2}$/))
      .min(1)
      .max(20),
  )
  .transform((parts) => parts.map((part) => part.replace('.', '').padStart(2, '0')).join(','));

const SETTINGS: readonly KnownSetting[] = [
  {
    key: 'storage-limit',
    label: 'The room in your storage',
    value: number(0, 1e9),
    expects: 'a number from 0 up, counted as your list of items counts storage',
    unit: 'count',
    plan: 'inventory',
    meanwhile: 'storage does not limit what you order',
    example: 'our storage holds … crates',
  },
  {
    key: 'order-budget',
    label: 'The money for orders in one plan',
    value: number(0, 1e12),
    expects: 'an amount of money from 0 up',
    unit: 'currency',
    plan: 'inventory',
    meanwhile: 'money does not limit what you order',
    example: 'our order budget is …',
  },
  {
    key: 'holding-rate',
    label: 'The yearly cost of keeping goods, as a share of what they cost',
    value: share(0, 1),
    expects: 'a share from 0% to 100%',
    unit: 'percent',
    plan: 'inventory',
    meanwhile: 'a quarter of what they cost',
    example: 'keeping stock costs us … percent a year',
  },
  {
    key: 'service-level',
    label: 'How often goods should last until the next delivery',
    value: share(0.5, 0.999),
    expects: 'a share from 50% to 99.9%',
    unit: 'percent',
    plan: 'inventory',
    meanwhile: 'nineteen times of twenty',
    example: 'we want a … percent service level',
  },
  {
    key: 'orders-per-person-hour',
    label: 'What one person can serve in an hour',
    value: number(0.1, 10_000),
    expects: 'a number of orders from 0.1 to 10,000',
    unit: 'count',
    plan: 'staffing',
    meanwhile: 'the people wanted come from your list of shifts alone',
    example: 'one person can serve … orders an hour',
  },
  {
    key: 'labour-profile',
    label: 'The rules of work',
    value: z
      .string()
      .max(80)
      .transform((said, context) => {
        const profile = readProfile(said);
        if (profile) return profile.id;
        context.addIssue({ code: 'custom', message: 'no such rules' });
        return z.NEVER;
      }),
    expects: 'one of: European Union, Germany, France, United Kingdom, United States, or no rules',
    unit: 'text',
    plan: 'staffing',
    meanwhile: 'those of your region, or else of the European Union',
    example: 'we follow the French labour rules',
  },
  {
    key: 'result-value',
    label: 'What one result of your marketing is worth',
    value: number(0, 1e9),
    expects: 'an amount of money from 0 up',
    unit: 'currency',
    plan: 'budget',
    meanwhile: 'I work it out from your sales where I can',
    example: 'a voucher is worth …',
  },
  {
    key: 'price-endings',
    label: 'What your prices end in',
    value: endings,
    expects: 'cents of two digits, such as 00, 50, 95',
    unit: 'text',
    plan: 'pricing',
    meanwhile: 'what your prices end in today',
    example: 'our prices end in …',
  },
  {
    key: 'approvers',
    label: 'The least role that approves plans',
    value: z
      .string()
      .trim()
      .toLowerCase()
      .transform((text) => text.replace(/s$/, ''))
      .pipe(z.enum(['member', 'manager', 'owner'])),
    expects: 'member, manager or owner',
    unit: 'text',
    plan: null,
    meanwhile: 'managers and owners',
    example: 'only owners approve plans',
  },
];

const ELASTICITY = /^elasticity:(.{1,200})$/s;

/** What a key is about; null when nobody knows it. The elasticity of a product is a setting of its own. */
export function findSetting(key: string): KnownSetting | null {
  const product = ELASTICITY.exec(key)?.[1]?.trim();
  if (product === undefined) return SETTINGS.find((known) => known.key === key) ?? null;
  if (nameKey(product) === '') return null;
  return {
    key: `elasticity:${product}`,
    label: `How much less of ${product} sells for each percent on the price`,
    // Told with either sign: dearer sells less.
    value: number(-20, 20).transform((value) => (value === 0 ? 0 : -Math.abs(value))),
    expects: 'a number from 0 to 20',
    unit: 'other',
    plan: 'pricing',
    meanwhile: 'I read it from your own prices and sales',
    example: 'sales drop … percent for each percent on the price',
  };
}

/** All that can be told, but for single products. */
export const listSettings = (): readonly KnownSetting[] => SETTINGS;
