/** What is wrong, each in words: "block 3: header text has 151 characters, 150 are taken". */
export type Violations = readonly string[];

export function checkCount(what: string, count: number, max: number, min = 1): Violations {
  if (count > max) return [`${what}: ${count}, at most ${max} are taken`];
  return count < min ? [`${what}: ${count}, at least ${min} is needed`] : [];
}

/** An absent text is fine here: whether it may be absent is its schema's matter. */
export function checkText(
  what: string,
  text: string | undefined,
  { max, empty = false }: { readonly max: number; readonly empty?: boolean },
): Violations {
  if (text === undefined) return [];
  if (text.length > max) return [`${what} has ${text.length} characters, ${max} are taken`];
  return text.length === 0 && !empty ? [`${what} is empty`] : [];
}

/** Things that must differ from each other. */
export function checkUnique(what: string, values: readonly (string | undefined)[]): Violations {
  const named = values.filter((value) => value !== undefined);
  const twice = named.find((value, at) => named.indexOf(value) !== at);
  return twice === undefined ? [] : [`${what} ${twice} is there twice`];
}
