import { splitEscaped } from './escape-text.ts';

/**
 * Puts blocks of text together into as few messages as they need, a blank line between them. A block is cut only
 * when it alone is too long.
 * @param max characters in one message
 */
export function packBlocks(blocks: readonly string[], max: number): readonly string[] {
  const messages: string[] = [];
  let open = '';
  for (const piece of blocks.flatMap((block) => cutBlock(block, max))) {
    const joined = open === '' ? piece : `${open}${seam(open, piece)}${piece}`;
    if (joined.length > max) {
      messages.push(open);
      open = piece;
    } else {
      open = joined;
    }
  }
  return open === '' ? messages : [...messages, open];
}

/** Discord leaves a wide gap after a code block by itself. */
function seam(before: string, after: string): string {
  return before.endsWith('```') || (isSmall(before) && isSmall(after)) ? '\n' : '\n\n';
}

function isSmall(text: string): boolean {
  return (text.split('\n').at(-1) ?? '').startsWith('-# ');
}

/** Small print stays small in every piece; its mark before each line needs room of its own. */
function cutBlock(block: string, max: number): readonly string[] {
  if (block.length <= max) return [block];
  if (!isSmall(block)) return splitEscaped(block, max);
  const pieces = splitEscaped(block.replaceAll(/^-# /gm, ''), Math.floor(max / 3));
  return pieces.map((piece) => piece.replaceAll(/^/gm, '-# '));
}
