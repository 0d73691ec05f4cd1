/**
 * Spend as it is felt when a share of each period's effect lasts into the next (geometric adstock), scaled so that a
 * steady spend is felt as itself. The first period is taken to follow others like the average of the first few.
 */
export function carrySpend(spend: readonly number[], share: number): Float64Array {
  const first = spend.slice(0, 4);
  let felt = first.reduce((sum, amount) => sum + amount, 0) / Math.max(1, first.length);
  return Float64Array.from(spend, (amount) => {
    felt = (1 - share) * amount + share * felt;
    return felt;
  });
}
