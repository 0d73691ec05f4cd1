/** Two names are the same when their keys are: case, spaces, accents and a trailing dot do not count. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/\.$/, '')
    .trim();
}
