import { bytesWithoutPictures, type CardElement } from './card.ts';

/** Something that stays in one piece, with the same in plain words. */
export interface Block {
  readonly elements: readonly CardElement[];
  readonly plain: string;
  /** UTF-8 bytes it may need, whichever way it ends up drawn: so the same answer always falls into the same parts. */
  readonly bytes: number;
  /** 1 where it holds a picture. */
  readonly pictures: number;
}

/** No block is larger, so that every block fits into some card. */
export const MAX_BLOCK_BYTES = 14 * 1024;

/** What a card's blocks may need together; the rest is for its frame and its fallback text. */
const MAX_BLOCKS_BYTES = 22 * 1024;
const MAX_PICTURES = 3;

export function makeBlock(elements: readonly CardElement[], plain: string): Block {
  return { elements, plain, bytes: bytesWithoutPictures(elements), pictures: 0 };
}

/** Fills cards in order; a card is full before Teams says so. */
export function packBlocks(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const cards: Block[][] = [];
  let bytes = 0;
  let pictures = 0;
  for (const block of blocks) {
    const card = cards.at(-1);
    bytes += block.bytes;
    pictures += block.pictures;
    if (card && bytes <= MAX_BLOCKS_BYTES && pictures <= MAX_PICTURES) card.push(block);
    else {
      cards.push([block]);
      bytes = block.bytes;
      pictures = block.pictures;
    }
  }
  return cards;
}
