import { trimBeforeEllipsis } from './clean-text.ts';
import type { Weight } from './inter.ts';
import { measureText } from './measure-text.ts';

export interface WrapOptions {
  readonly width: number;
  readonly size: number;
  readonly weight: Weight;
  readonly maxLines: number;
}

/**
 * Breaks text into lines that fit, evened out so that no word stands alone on the last line.
 * What does not fit in `maxLines` ends in an ellipsis.
 */
export function wrapText(text: string, options: WrapOptions): string[] {
  const greedy = breakLines(text, options.width, options);
  if (greedy.length > options.maxLines) {
    const kept = greedy.slice(0, options.maxLines - 1);
    return [
      ...kept,
      fitText(greedy.slice(options.maxLines - 1).join(' '), options.width, options.size, options.weight),
    ];
  }
  if (greedy.length < 2) return greedy;
  let low = options.width / 2;
  let high = options.width;
  while (high - low > 4) {
    const middle = (low + high) / 2;
    if (breakLines(text, middle, options).length > greedy.length) low = middle;
    else high = middle;
  }
  return breakLines(text, high, options);
}

/** The text, or as much of it as fits the width with an ellipsis. */
export function fitText(text: string, width: number, size: number, weight: Weight): string {
  if (measureText(text, size, weight) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && measureText(`${characters.join('').trimEnd()}…`, size, weight) > width) {
    characters.pop();
  }
  return `${trimBeforeEllipsis(characters.join(''))}…`;
}

function breakLines(text: string, width: number, { size, weight }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((w) => breakWord(w, width, size, weight))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measureText(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A word wider than a line (or a script without spaces) is cut where it must be. */
function breakWord(word: string, width: number, size: number, weight: Weight): string[] {
  if (measureText(word, size, weight) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && measureText(part + character, size, weight) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
