import type { RecordKind, RecordOf } from '../../contracts/record.ts';

type Cell = string | number | undefined;

/** One kind of list as a file: its name, and each column's header with the cell of a record. */
export interface ListTable<K extends RecordKind> {
  readonly fileName: string;
  readonly columns: Readonly<Record<string, (record: RecordOf[K]) => Cell>>;
}

const ANY_TIME = [{ from: 0, to: 1440 }] as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The lists of the sample company as the owner would keep them in a spreadsheet. */
export const LIST_TABLES: { readonly [K in RecordKind]: ListTable<K> } = {
  item: {
    fileName: 'items.csv',
    columns: {
      name: ({ name }) => name,
      unit: ({ unit }) => unit,
      supplier: ({ supplier }) => supplier,
      cost: ({ cost }) => cost,
      stock: ({ stock }) => stock,
      counted_on: ({ countedOn }) => countedOn,
      pack_size: ({ packSize }) => packSize,
      minimum_order: ({ minimumOrder }) => minimumOrder,
      shelf_life_days: ({ shelfLifeDays }) => shelfLifeDays,
      storage: ({ storage }) => storage,
      price: ({ price }) => price,
      product: ({ product }) => product,
      weekly_use: ({ weeklyUse }) => weeklyUse,
    },
  },
  supplier: {
    fileName: 'suppliers.csv',
    columns: {
      name: ({ name }) => name,
      delivery_cost: ({ deliveryCost }) => deliveryCost,
      minimum_value: ({ minimumValue }) => minimumValue,
      lead_days: ({ leadDays }) => leadDays,
      order_days: ({ orderDays }) => orderDays?.map((day) => DAY_NAMES[day]?.slice(0, 3)).join(' '),
    },
  },
  recipe: {
    fileName: 'recipes.csv',
    columns: { product: ({ product }) => product, item: ({ item }) => item, quantity: ({ quantity }) => quantity },
  },
  employee: {
    fileName: 'employees.csv',
    columns: {
      name: ({ name }) => name,
      roles: ({ roles }) => roles.join('; '),
      wage: ({ wagePerHour }) => wagePerHour,
      min_hours: ({ minHours }) => minHours,
      max_hours: ({ maxHours }) => maxHours,
      overtime_hours: ({ overtimeHours }) => overtimeHours,
      max_days: ({ maxDaysPerWeek }) => maxDaysPerWeek,
      locations: ({ locations }) => locations?.join('; '),
      ...Object.fromEntries(
        DAYS.map((day, index) => [day, (person: RecordOf['employee']) => availableOn(person, index)]),
      ),
    },
  },
  absence: {
    fileName: 'absences.csv',
    columns: {
      employee: ({ employee }) => employee,
      start: ({ start }) => start,
      end: ({ end }) => end,
      reason: ({ reason }) => reason,
    },
  },
  cover: {
    fileName: 'cover.csv',
    columns: {
      location: ({ location }) => location,
      weekday: ({ weekday }) => (weekday === undefined ? undefined : DAY_NAMES[weekday]),
      shift: ({ shift }) => shift,
      from: ({ from }) => formatMinute(from),
      to: ({ to }) => formatMinute(to),
      role: ({ role }) => role,
      people: ({ people }) => people,
      at_most: ({ atMost }) => atMost,
    },
  },
  'busy-hours': {
    fileName: 'busy-hours.csv',
    columns: {
      location: ({ location }) => location,
      weekday: ({ weekday }) => (weekday === undefined ? undefined : DAY_NAMES[weekday]),
      hour: ({ hour }) => hour,
      share: ({ share }) => share,
    },
  },
  product: {
    fileName: 'products.csv',
    columns: {
      name: ({ name }) => name,
      price: ({ price }) => price,
      cost: ({ cost }) => cost,
      lowest: ({ lowest }) => lowest,
      highest: ({ highest }) => highest,
      group: ({ group }) => group,
      rank: ({ rank }) => rank,
    },
  },
  'ad-channel': {
    fileName: 'ad-channels.csv',
    columns: {
      name: ({ name }) => name,
      least: ({ least }) => least,
      most: ({ most }) => most,
      least_if_used: ({ leastIfUsed }) => leastIfUsed,
    },
  },
};

/** "any" all day, "off" not at all, else the times. */
function availableOn({ availability }: RecordOf['employee'], day: number): string {
  const windows = availability ? availability[day] : ANY_TIME;
  if (!windows) return 'off';
  if (windows.some(({ from, to }) => from === 0 && to === ANY_TIME[0].to)) return 'any';
  return windows.map(({ from, to }) => `${formatMinute(from)}-${formatMinute(to)}`).join('; ');
}

function formatMinute(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}
