/** Where the sample company advertises. Invented, as are all effects. */
export const AD_CHANNELS = ['Instagram', 'Google Search', 'Local Paper', 'Flyers'] as const;
export type AdChannel = (typeof AD_CHANNELS)[number];

/** The truth about what an ad channel brings. */
export interface PlantedResponse {
  readonly adChannel: AdChannel;
  /** Vouchers a week at a steady spend of x dollars a week: a · (1 − e^(−x/k)). */
  readonly curve: { readonly kind: 'exponential'; readonly a: number; readonly k: number };
  /** Share of the effect of a day that lasts into the next. */
  readonly carryOverPerDay: number;
  /** Whether spend has moved, so that history can tell. */
  readonly spendMoved: boolean;
}

export const PLANTED_RESPONSES: readonly PlantedResponse[] = [
  plant('Instagram', 64, 170, 0.55),
  plant('Google Search', 72, 230, 0.2),
  { ...plant('Local Paper', 15, 120, 0.6), spendMoved: false },
  plant('Flyers', 22, 80, 0.7),
];

function plant(adChannel: AdChannel, a: number, k: number, carryOverPerDay: number): PlantedResponse {
  return { adChannel, curve: { kind: 'exponential', a, k }, carryOverPerDay, spendMoved: true };
}
