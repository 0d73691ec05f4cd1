/** The nearest value that a number can hold: infinity becomes the largest; NaN stays. */
export const holdFinite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
