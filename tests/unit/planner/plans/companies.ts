import type { Catalogue } from '../../../../src/contracts/catalogue.ts';

/** A Monday. */
export const TODAY = '2026-11-23';

/** Two shops, nine people; two of them are called Rosa. */
export const BAKERY: Catalogue = {
  company: 'Crumb & Crust',
  currency: 'USD',
  timezone: 'America/Chicago',
  weekStart: 'monday',
  metrics: [
    { key: 'sales', label: 'Sales', unit: 'currency', grain: 'day', synonyms: ['takings'] },
    { key: 'loaves', label: 'Units sold', unit: 'count', grain: 'day', synonyms: ['quantity'] },
    { key: 'orders', label: 'Orders', unit: 'count', grain: 'day', synonyms: [] },
    { key: 'wages', label: 'Staff cost', unit: 'currency', grain: 'day', synonyms: ['wages'] },
    { key: 'ads', label: 'Ad spend', unit: 'currency', grain: 'week', synonyms: ['marketing'] },
    { key: 'storage_cost', label: 'Storage cost', unit: 'currency', grain: 'month', synonyms: [] },
    { key: 'price', label: 'Price', unit: 'currency', grain: 'day', synonyms: [], role: 'context' },
  ],
  dimensions: [
    { key: 'shop', members: ['Market Street', 'Harbour'] },
    { key: 'product', members: ['Sourdough', 'Rye Loaf', 'Baguette', 'Cheesecake', 'Latte'] },
    { key: 'channel', members: ['Counter', 'Online'] },
  ],
  names: [
    {
      kind: 'employee',
      names: [
        'Rosa Lind',
        'Rosa Meyer',
        'Tom Baker',
        'Ines Duarte',
        'Will Chen',
        'Omar Haddad',
        'Priya Nair',
        'Jo',
        'Kasia Nowak',
      ],
    },
    { kind: 'role', names: ['baker', 'counter', 'lead'] },
    { kind: 'shift', names: ['Early', 'Day', 'Late'] },
    {
      kind: 'item',
      names: ['Bread Flour', 'Rye Flour', 'Butter', 'Oat Milk', 'Yeast', 'Paper Bags', 'Cheesecake', 'Eggs'],
    },
    { kind: 'supplier', names: ['Northmill', 'Dairy & Daughters', 'PackRight'] },
    { kind: 'product', names: ['Sourdough', 'Rye Loaf', 'Baguette', 'Cheesecake', 'Latte'] },
    { kind: 'ad-channel', names: ['Flyers', 'Instagram', 'Local Radio'] },
  ],
};

/** One shop; sells goods as they are. */
export const BIKES: Catalogue = {
  company: 'Spoke & Chain',
  currency: 'EUR',
  timezone: 'Europe/Dublin',
  weekStart: 'monday',
  metrics: [
    { key: 'revenue', label: 'Revenue', unit: 'currency', grain: 'day', synonyms: ['sales'] },
    { key: 'units', label: 'Units sold', unit: 'count', grain: 'day', synonyms: [] },
    { key: 'repairs', label: 'Repairs', unit: 'count', grain: 'day', synonyms: ['jobs'] },
    { key: 'ad_spend', label: 'Ad spend', unit: 'currency', grain: 'week', synonyms: [] },
  ],
  dimensions: [
    { key: 'category', members: ['Bikes', 'Parts', 'Clothing'] },
    { key: 'product', members: ['City Bike', 'Helmet', 'Inner Tube', 'Floor Pump', 'Rain Cape'] },
  ],
  names: [
    { kind: 'employee', names: ['Liam', 'Aoife', 'Sean', 'Niamh'] },
    { kind: 'role', names: ['mechanic', 'sales floor'] },
    { kind: 'shift', names: ['Opening', 'Closing'] },
    { kind: 'item', names: ['Helmet', 'Inner Tube', 'Floor Pump', 'Chain Oil', 'Rain Cape'] },
    { kind: 'supplier', names: ['Velo Nord', 'Gearhouse'] },
    { kind: 'product', names: ['City Bike', 'Helmet', 'Inner Tube', 'Floor Pump', 'Rain Cape'] },
    { kind: 'ad-channel', names: ['Google Ads', 'Cycle Club', 'Posters'] },
  ],
};
