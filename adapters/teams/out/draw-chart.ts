import type { RepliedChart } from '../../../src/contracts/chart.ts';
import { shorten } from '../../presentation/split-text.ts';
import { type Block, MAX_BLOCK_BYTES } from './block.ts';
import { bytesWithoutPictures, type CardElement, type Picture } from './card.ts';
import { drawTable, writeTable } from './draw-table.ts';
import { cleanText, paragraph, run } from './draw-text.ts';
import { LIMITS } from './limits.ts';

/** PNG pictures by chart id; a chart without one is shown as its numbers. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

/** Bytes kept free of the block for the words around the table. */
const WORDS_BYTES = 4 * 1024;

/** The picture, which opens large when pressed; without one its numbers as a table, and a word about it. */
export function drawChart(chart: RepliedChart, pictures: Pictures): Block {
  const png = pictures.get(chart.id);
  const numbers = drawNumbers(chart);
  const elements = png ? [drawPicture(chart, png)] : numbers;
  return {
    elements,
    plain: [shorten(chart.alt, LIMITS.altText), ...(png ? [] : [writeTable(chart.table)])].join('\n\n'),
    bytes: Math.max(bytesWithoutPictures(elements), bytesWithoutPictures(numbers)),
    pictures: 1,
  };
}

function drawPicture({ alt, spec }: RepliedChart, png: Uint8Array): Picture {
  const said = [alt, spec.alt, spec.title].map((words) => cleanText(words).trim()).find((words) => words !== '');
  return {
    type: 'Image',
    url: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    altText: shorten(said ?? 'Chart', LIMITS.altText),
    size: 'Auto',
    msteams: { allowExpand: true },
    spacing: 'Medium',
  };
}

function drawNumbers({ alt, table }: RepliedChart): readonly CardElement[] {
  return [
    paragraph([run(shorten(alt, LIMITS.altText))], 'Medium'),
    ...drawTable(table, MAX_BLOCK_BYTES - WORDS_BYTES),
    paragraph([run('The chart could not be drawn. These are its numbers.', 'quiet')], 'Small'),
  ];
}
