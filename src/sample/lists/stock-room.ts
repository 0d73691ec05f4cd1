import type { IsoDate } from '../../contracts/period.ts';
import type { ItemRecord, SupplierRecord } from '../../contracts/record.ts';

const [MON, TUE, WED, THU, FRI, SAT] = [0, 1, 2, 3, 4, 5];

/** Who delivers to the sample company. Figures are invented, of the size a small café in the United States meets. */
export const SUPPLIERS: readonly SupplierRecord[] = [
  { name: 'Harborline Roasters', deliveryCost: 14, minimumValue: 150, leadDays: 3, orderDays: [MON, THU] },
  { name: 'Meadow Dairy', deliveryCost: 9, minimumValue: 80, leadDays: 1, orderDays: [MON, WED, FRI] },
  { name: 'Granary Bread Co', deliveryCost: 6, minimumValue: 40, leadDays: 0 },
  { name: 'Valley Produce', deliveryCost: 8, minimumValue: 50, leadDays: 1, orderDays: [MON, TUE, WED, THU, FRI, SAT] },
  { name: 'Northside Foodservice', deliveryCost: 18, minimumValue: 200, leadDays: 2, orderDays: [TUE, FRI] },
  { name: 'PaperWorks Packaging', deliveryCost: 25, minimumValue: 180, leadDays: 4, orderDays: [MON] },
];

interface StockItem extends Omit<ItemRecord, 'supplier' | 'countedOn' | 'stock'> {
  /** How many days of use the shelves hold. */
  readonly stockDays: number;
}

/** Everything that is bought and kept for both cafés, by supplier. Storage is counted in crates. */
const GOODS: Readonly<Record<string, readonly StockItem[]>> = {
  'Harborline Roasters': [
    { name: 'House Blend Beans', unit: 'lb', cost: 9.4, stockDays: 9, packSize: 5, storage: 0.06 },
    { name: 'Decaf Beans', unit: 'lb', cost: 10.6, stockDays: 12, packSize: 5, storage: 0.06 },
    {
      name: 'Cold Brew Concentrate',
      unit: 'gallon',
      cost: 23,
      stockDays: 9,
      packSize: 1,
      minimumOrder: 3,
      shelfLifeDays: 21,
      storage: 0.3,
    },
  ],
  'Meadow Dairy': [
    { name: 'Whole Milk', unit: 'gallon', cost: 4.1, stockDays: 5, packSize: 4, shelfLifeDays: 9, storage: 0.25 },
    { name: 'Oat Milk', unit: 'carton', cost: 2.7, stockDays: 7, packSize: 12, storage: 0.08 },
    { name: 'Half and Half', unit: 'quart', cost: 3.2, stockDays: 6, packSize: 6, shelfLifeDays: 12, storage: 0.08 },
    { name: 'Butter', unit: 'lb', cost: 4.2, stockDays: 6, packSize: 12, shelfLifeDays: 60, storage: 0.04 },
    { name: 'Eggs', unit: 'dozen', cost: 3.6, stockDays: 7, packSize: 15, shelfLifeDays: 21, storage: 0.08 },
    { name: 'Cheddar', unit: 'lb', cost: 5.2, stockDays: 6, packSize: 10, shelfLifeDays: 28, storage: 0.05 },
    { name: 'Cream Cheese', unit: 'lb', cost: 3.6, stockDays: 5.5, packSize: 10, shelfLifeDays: 25, storage: 0.05 },
  ],
  'Granary Bread Co': [
    { name: 'Sourdough Loaf', unit: 'loaf', cost: 4.7, stockDays: 1.2, packSize: 1, shelfLifeDays: 2, storage: 0.12 },
    { name: 'Bread Roll', cost: 0.34, stockDays: 1.3, packSize: 12, shelfLifeDays: 2, storage: 0.02 },
    {
      name: 'Fresh Croissant',
      cost: 1.02,
      stockDays: 0,
      packSize: 6,
      shelfLifeDays: 1,
      storage: 0.03,
      price: 3.75,
      product: 'Croissant',
    },
  ],
  'Valley Produce': [
    { name: 'Lettuce', unit: 'head', cost: 1.9, stockDays: 3.5, packSize: 12, shelfLifeDays: 6, storage: 0.08 },
    { name: 'Tomatoes', unit: 'lb', cost: 1.85, stockDays: 4, packSize: 25, shelfLifeDays: 7, storage: 0.04 },
    { name: 'Red Onions', unit: 'lb', cost: 0.95, stockDays: 8, packSize: 10, shelfLifeDays: 21, storage: 0.03 },
    { name: 'Avocados', cost: 1.1, stockDays: 3.5, packSize: 24, shelfLifeDays: 5, storage: 0.02 },
    { name: 'Lemons', cost: 0.38, stockDays: 6, packSize: 20, shelfLifeDays: 18, storage: 0.008 },
  ],
  'Northside Foodservice': [
    { name: 'Flour', unit: 'lb', cost: 0.52, stockDays: 9, packSize: 50, storage: 0.025 },
    { name: 'Sugar', unit: 'lb', cost: 0.68, stockDays: 10, packSize: 25, storage: 0.025 },
    { name: 'Brown Sugar', unit: 'lb', cost: 0.95, stockDays: 9, packSize: 25, storage: 0.025 },
    { name: 'Cinnamon', unit: 'lb', cost: 9, stockDays: 12, packSize: 5, storage: 0.05 },
    { name: 'Yeast', unit: 'lb', cost: 4.5, stockDays: 12, packSize: 2, shelfLifeDays: 90, storage: 0.04 },
    { name: 'Turkey', unit: 'lb', cost: 6.9, stockDays: 6.5, packSize: 10, shelfLifeDays: 10, storage: 0.05 },
    {
      name: 'Soup Portion',
      unit: 'pouch',
      cost: 1.52,
      stockDays: 5,
      packSize: 24,
      shelfLifeDays: 14,
      storage: 0.035,
      price: 7.5,
      product: 'Soup',
    },
    { name: 'Mayonnaise', unit: 'jar', cost: 5.2, stockDays: 10, packSize: 4, shelfLifeDays: 60, storage: 0.1 },
    { name: 'Mustard', unit: 'jar', cost: 3.2, stockDays: 12, packSize: 4, shelfLifeDays: 120, storage: 0.08 },
    { name: 'Vanilla Syrup', unit: 'bottle', cost: 7.8, stockDays: 9, packSize: 6, storage: 0.1 },
    { name: 'Caramel Syrup', unit: 'bottle', cost: 7.9, stockDays: 11, packSize: 6, storage: 0.1 },
    { name: 'Black Tea', unit: 'bag', cost: 0.19, stockDays: 16, packSize: 100, storage: 0.002 },
    { name: 'Herbal Tea', unit: 'bag', cost: 0.22, stockDays: 14, packSize: 100, storage: 0.002 },
    { name: 'Honey', unit: 'lb', cost: 4.6, stockDays: 12, packSize: 6, storage: 0.05 },
    { name: 'Dish Soap', unit: 'bottle', cost: 6.4, stockDays: 14, packSize: 4, storage: 0.15, weeklyUse: 2 },
  ],
  'PaperWorks Packaging': [
    { name: 'Hot Cups', cost: 0.105, stockDays: 15, packSize: 500, storage: 0.001 },
    { name: 'Cold Cups', cost: 0.125, stockDays: 18, packSize: 500, storage: 0.001 },
    { name: 'Lids', cost: 0.045, stockDays: 14, packSize: 1000, storage: 0.0005 },
    { name: 'Napkins', cost: 0.012, stockDays: 13, packSize: 2000, storage: 0.00015 },
    { name: 'Pastry Bags', cost: 0.055, stockDays: 15, packSize: 500, storage: 0.0005 },
    { name: 'Takeaway Boxes', cost: 0.26, stockDays: 18, packSize: 200, storage: 0.003 },
    { name: 'Soup Bowls', cost: 0.16, stockDays: 14, packSize: 250, storage: 0.0015 },
  ],
};

/** The shelves as they were counted on `countedOn`, when a week uses `weeklyUse` units of each item. */
export function listItems(countedOn: IsoDate, weeklyUse: ReadonlyMap<string, number>): readonly ItemRecord[] {
  return Object.entries(GOODS).flatMap(([supplier, goods]) =>
    goods.map(({ stockDays, ...item }) => {
      const use = weeklyUse.get(item.product ?? item.name) ?? item.weeklyUse ?? 0;
      return { ...item, supplier, countedOn, stock: Math.round((use * stockDays) / 7) };
    }),
  );
}
