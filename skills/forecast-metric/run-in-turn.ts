/** Engine runs asked for at once: an engine's deadline counts from the asking, so a long queue would outlast it. */
const AT_ONCE = 2;

/** Runs work on each item, in order and a few at a time; what comes back is in the order of the items. */
export async function runInTurn<Item, Found>(
  items: readonly Item[],
  work: (item: Item, at: number) => Promise<Found>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const some = items.slice(at, at + AT_ONCE).map((item, k) => work(item, at + k));
    found.push(...(await Promise.all(some)));
  }
  return found;
}
