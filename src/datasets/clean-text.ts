const MAX_NAME = 120;

/**
 * A name from a file, fit to be shown and stored: control and direction-override characters taken out, white space
 * collapsed, at most 120 characters. Nothing else changes: what it says is data, whatever it says.
 */
export function cleanName(raw: string): string {
  const visible = raw
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim();
  const characters = [...visible];
  return characters.length <= MAX_NAME
    ? visible
    : `${characters
        .slice(0, MAX_NAME - 1)
        .join('')
        .trimEnd()}…`;
}

/** A column that has no header, called as a spreadsheet calls it. */
export function isNameless(name: string): boolean {
  return /^Column [A-Z]{1,3}$/.test(name);
}

/** A cell as an error message quotes it. */
export function quoteCell(raw: string): string {
  const name = cleanName(raw);
  const characters = [...name];
  return `“${characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : name}”`;
}

/** Letters, digits and underscores of a name, for a key that matches `^[a-z0-9_]{1,80}$`; '' when nothing is left. */
export function slugOf(name: string): string {
  return plainWords(name).join('_').slice(0, 60).replace(/_+$/, '');
}

/** Lower-case ASCII words of a name: “Umsatz (€)” → umsatz, “unitPrice” → unit, price, “Order #” → order, no. */
export function plainWords(name: string): string[] {
  return splitWords(name)
    .map(foldWord)
    .filter((word) => word !== '');
}

/** The words of a name as they are written, split at white space, punctuation and camelCase. */
export function splitWords(name: string): string[] {
  return name
    .replace(/#/g, ' no ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function foldWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
}
