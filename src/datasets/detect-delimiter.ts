import { parse } from 'csv-parse/sync';

export type Delimiter = ',' | ';' | '\t' | '|';

const CANDIDATES: readonly Delimiter[] = [';', '\t', '|', ','];
const SAMPLE_CHARACTERS = 100_000;
const SAMPLE_ROWS = 200;

/**
 * The delimiter under which the most rows have the same number of cells. `sep=;` in the first line, as Excel
 * understands it, decides at once.
 * @returns null when no delimiter makes two columns.
 */
export function detectDelimiter(text: string): Delimiter | null {
  const declared = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const named = CANDIDATES.find((delimiter) => delimiter === declared);
  if (named) return named;
  const sample = wholeLines(text.slice(0, SAMPLE_CHARACTERS), text.length > SAMPLE_CHARACTERS);
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const delimiter of CANDIDATES) {
    const score = scoreDelimiter(sample, delimiter);
    if (score > 0 && (!best || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

function wholeLines(sample: string, cut: boolean): string {
  if (!cut) return sample;
  const end = sample.lastIndexOf('\n');
  return end > 0 ? sample.slice(0, end + 1) : sample;
}

function scoreDelimiter(sample: string, delimiter: Delimiter): number {
  const widths = new Map<number, number>();
  let rows = 0;
  for (const record of parseSample(sample, delimiter)) {
    if (record.every((cell) => cell.trim() === '')) continue;
    rows += 1;
    widths.set(record.length, (widths.get(record.length) ?? 0) + 1);
  }
  let best = 0;
  for (const [width, count] of widths) {
    if (width >= 2) best = Math.max(best, (count / rows) ** 3 * Math.log2(width));
  }
  // A decimal comma splits rows as evenly as a delimiter does; the others have no second use.
  return delimiter === ',' ? best : best * 1.1;
}

function parseSample(sample: string, delimiter: Delimiter): string[][] {
  try {
    return parse(sample, { delimiter, relax_quotes: true, relax_column_count: true, to: SAMPLE_ROWS, bom: true });
  } catch {
    // An open quote at the cut of the sample: plain lines tell enough.
    return sample.split(/\r?\n/, SAMPLE_ROWS).map((line) => line.split(delimiter));
  }
}
