import { loadInter, type Weight } from './inter.ts';

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

/** Width of one line in logical pixels, from the shipped font's own metrics. Other scripts are estimated. */
export function measureText(text: string, size: number, weight: Weight): number {
  const font = loadInter(weight);
  let em = 0;
  for (const character of text) {
    em += font.advance(character.codePointAt(0) ?? 0) ?? estimateAdvance(character);
  }
  return em * size;
}

function estimateAdvance(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 1 : 0.65;
}

/** Is every visible character in the shipped font? */
export function isInInter(text: string): boolean {
  const font = loadInter(400);
  for (const character of text) {
    if (font.advance(character.codePointAt(0) ?? 0) === undefined && !NO_WIDTH.test(character)) return false;
  }
  return true;
}
