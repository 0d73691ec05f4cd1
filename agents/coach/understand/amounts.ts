/** A number said in a message, with what it counts. `percent` is in percent points as said: "5%" is 5. */
export interface Amount {
  readonly start: number;
  readonly end: number;
  readonly kind: 'percent' | 'money' | 'number';
  readonly value: number;
}

const DIGITS = '(\\d[\\d,.]*\\d|\\d)';
const SCALE: Readonly<Record<string, number>> = {
  k: 1_000,
  grand: 1_000,
  thousand: 1_000,
  m: 1_000_000,
  million: 1_000_000,
  hundred: 100,
};

const NOTES: Readonly<Record<string, number>> = { fiver: 5, tenner: 10 };

/** Reads every number of a lower-case text, left to right. */
export function findAmounts(lower: string): readonly Amount[] {
  const pattern = new RegExp(
    `([$€£¥₺₹])?\\s?${DIGITS}\\s?(?:(k|m|grand|thousand|million)\\b)?\\s?(%|(?:percent|per cent|pct|dollars?|euros?|pounds?|bucks|quid|cents?|pence|usd|eur|gbp|aud)\\b)?`,
    'g',
  );
  const found: Amount[] = [];
  for (const match of lower.matchAll(pattern)) {
    const glued = !/^\s/.test(match[0]) && /[a-z]/.test(lower[match.index - 1] ?? '');
    if (glued || /^(st|nd|rd|th)\b/.test(lower.slice(match.index + match[0].trimEnd().length))) continue;
    const value = readNumber(match[2] ?? '') * (SCALE[match[3] ?? ''] ?? 1);
    const unit = match[4] ?? '';
    const kind = /^(%|per|pct)/.test(unit) ? 'percent' : match[1] !== undefined || unit !== '' ? 'money' : 'number';
    if (!Number.isFinite(value)) continue;
    const lead = match[0].length - match[0].trimStart().length;
    found.push({
      start: match.index + lead,
      end: match.index + match[0].trimEnd().length,
      kind,
      value: /^(cent|pence)/.test(unit) ? value / 100 : value,
    });
  }
  for (const match of lower.matchAll(/\b(?:a|one|two|five|ten|half a) (grand|hundred|thousand|million)\b/g)) {
    const times: Readonly<Record<string, number>> = { two: 2, five: 5, ten: 10, half: 0.5 };
    const value = (times[match[0].split(' ')[0] ?? ''] ?? 1) * (SCALE[match[1] ?? ''] ?? 1);
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: match[1] === 'grand' ? 'money' : 'number',
      value,
    });
  }
  for (const match of lower.matchAll(/\b(a|one|half a|two|five|ten) (dollar|pound|euro|buck|quid|fiver|tenner)s?\b/g)) {
    const times: Readonly<Record<string, number>> = { 'half a': 0.5, two: 2, five: 5, ten: 10 };
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'money',
      value: (times[match[1] ?? ''] ?? 1) * (NOTES[match[2] ?? ''] ?? 1),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "3,000" is three thousand, "2,5" two and a half, "1.250,50" as it is written in Berlin. */
function readNumber(text: string): number {
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return Number(text.replace(',', '.').replaceAll(',', ''));
}
