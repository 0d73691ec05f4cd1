import { isInInter } from './measure-text.ts';

/** Can this text be drawn with the fonts at hand? A browser that shows an SVG has its own fonts: it can. */
export type CanDraw = (text: string) => boolean;

export const drawsEverything: CanDraw = () => true;

/**
 * One character for each script that Inter lacks and a system font may have.
 * None of them looks like a frame, so that the frame drawn for a missing glyph is recognised (see probe-fonts.ts).
 */
export const PROBED_SCRIPTS = {
  Han: '字',
  Hiragana: 'あ',
  Katakana: 'ア',
  Hangul: '한',
  Arabic: 'ع',
  Hebrew: 'א',
  Thai: 'ก',
  Devanagari: 'अ',
  Bengali: 'অ',
  Tamil: 'அ',
  Georgian: 'ა',
  Armenian: 'Ա',
} as const;

export type Script = keyof typeof PROBED_SCRIPTS;

const CJK_SIGNS = /[\u3000-\u303f\uff00-\uffef]/u;

/** Everything Inter has, and the scripts that were found on this machine. */
export function drawsScripts(found: ReadonlySet<Script>): CanDraw {
  const patterns = [...found].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));
  if (found.has('Han')) patterns.push(CJK_SIGNS);
  return (text) => [...text].every((c) => isInInter(c) || patterns.some((p) => p.test(c)));
}
