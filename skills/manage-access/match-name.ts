/** What a name is compared by: letters and digits, no accents, no case. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Those a spoken name means: the whole name, else one word of it. */
export function matchName<Named extends { readonly displayName: string }>(
  people: readonly Named[],
  said: string,
): readonly Named[] {
  const wanted = plain(said);
  if (wanted === '') return [];
  const whole = people.filter(({ displayName }) => plain(displayName) === wanted);
  if (whole.length > 0) return whole;
  return people.filter(({ displayName }) => ` ${plain(displayName)} `.includes(` ${wanted} `));
}
