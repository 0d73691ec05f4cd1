import type { PlanningSetting } from '../../contracts/record.ts';
import { UNITED_STATES } from '../../engines/optimizer/staffing/labour-profiles.ts';

/** What the owner has told about planning. */
export const SAMPLE_SETTINGS: readonly Pick<PlanningSetting, 'key' | 'value'>[] = [
  // Crates, of both cafés together.
  { key: 'storage-limit', value: 90 },
  { key: 'orders-per-person-hour', value: 12 },
  // Dollars that the visit of a guest with a voucher leaves.
  { key: 'result-value', value: 9 },
  { key: 'service-level', value: 0.95 },
  { key: 'price-endings', value: '00,25,50,75' },
  { key: 'labour-profile', value: UNITED_STATES.id },
];
