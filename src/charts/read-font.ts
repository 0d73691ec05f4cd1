import { readFileSync } from 'node:fs';

/** What is needed of a font to lay out text: how wide each character is, and which it has at all. */
export interface FontMetrics {
  /** Advance width in em; undefined when the font has no glyph for the code point. */
  advance(codePoint: number): number | undefined;
}

/**
 * Reads the horizontal metrics of a TrueType file (OpenType 1.9: tables head, hhea, hmtx and cmap formats 4 and 12).
 * Kerning is left out, so widths come out at most about 1% too large.
 */
export function readFont(path: string): FontMetrics {
  const bytes = readFileSync(path);
  const tables = readTables(bytes);
  const unitsPerEm = bytes.readUInt16BE(tables('head') + 18);
  const longMetrics = bytes.readUInt16BE(tables('hhea') + 34);
  const hmtx = tables('hmtx');
  const glyphOf = readCharacterMap(bytes, tables('cmap'));
  return {
    advance(codePoint) {
      const glyph = glyphOf(codePoint);
      if (glyph === 0) return undefined;
      return bytes.readUInt16BE(hmtx + 4 * Math.min(glyph, longMetrics - 1)) / unitsPerEm;
    },
  };
}

function readTables(bytes: Buffer): (tag: string) => number {
  const offsets = new Map<string, number>();
  const count = bytes.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    offsets.set(bytes.toString('latin1', record, record + 4), bytes.readUInt32BE(record + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new Error(`The font has no ${tag} table.`);
    return offset;
  };
}

/** Format 12 covers all of Unicode and is preferred; format 4 covers the first 65,536 code points. */
function readCharacterMap(bytes: Buffer, cmap: number): (codePoint: number) => number {
  const subtables = Array.from({ length: bytes.readUInt16BE(cmap + 2) }, (_, i) => {
    const offset = cmap + bytes.readUInt32BE(cmap + 4 + 8 * i + 4);
    return { offset, format: bytes.readUInt16BE(offset) };
  });
  const full = subtables.find((s) => s.format === 12);
  if (full) return (codePoint) => findInGroups(bytes, full.offset, codePoint);
  const basic = subtables.find((s) => s.format === 4);
  if (basic) return (codePoint) => findInSegments(bytes, basic.offset, codePoint);
  throw new Error('The font has no Unicode character map.');
}

function findInGroups(bytes: Buffer, table: number, codePoint: number): number {
  let low = 0;
  let high = bytes.readUInt32BE(table + 12) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = table + 16 + 12 * middle;
    if (codePoint < bytes.readUInt32BE(group)) high = middle - 1;
    else if (codePoint > bytes.readUInt32BE(group + 4)) low = middle + 1;
    else return bytes.readUInt32BE(group + 8) + codePoint - bytes.readUInt32BE(group);
  }
  return 0;
}

function findInSegments(bytes: Buffer, table: number, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const doubled = bytes.readUInt16BE(table + 6);
  for (let i = 0; i < doubled; i += 2) {
    if (codePoint > bytes.readUInt16BE(table + 14 + i)) continue;
    const first = bytes.readUInt16BE(table + 16 + doubled + i);
    if (codePoint < first) return 0;
    const delta = bytes.readUInt16BE(table + 16 + 2 * doubled + i);
    const rangePlace = table + 16 + 3 * doubled + i;
    const range = bytes.readUInt16BE(rangePlace);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = bytes.readUInt16BE(rangePlace + range + 2 * (codePoint - first));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
