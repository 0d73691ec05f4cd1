import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { dataError } from './data-errors.ts';

export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export interface DecodedText {
  readonly text: string;
  /** As a person would call it: “UTF-8”, “Windows-1252”. */
  readonly encoding: string;
}

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel or zip file' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], what: 'an empty zip file' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
  { bytes: [0x1f, 0x8b], what: 'a compressed file' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a RAR archive' },
  { bytes: [0x53, 0x51, 0x4c, 0x69], what: 'a database file' },
];

/**
 * The text of a file: by byte order mark, else strict UTF-8, else the encoding `chardet` finds likely (Windows-1252
 * when it is unsure: the usual export of older tills and Excel).
 * @throws DataError `file-empty`, `file-too-large`, `not-a-table` (Excel, PDF, zip, picture, web page, JSON).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  refuseBySize(bytes);
  refuseBySignature(bytes);
  const decoded = decodeBytes(bytes);
  if (decoded.text.trim() === '')
    throw dataError('file-empty', 'This file is empty.', 'Check the file and send it again.');
  refuseOtherFormats(decoded.text);
  return decoded;
}

function refuseBySize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw dataError('file-empty', 'This file is empty.', 'Check the file and send it again.');
  if (bytes.length > MAX_FILE_BYTES) {
    throw dataError(
      'file-too-large',
      'This file is larger than 50 MB.',
      'Send it in parts, for example one file a year.',
    );
  }
}

function refuseBySignature(bytes: Uint8Array): void {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte));
  if (found) throw notATable(found.what);
}

function notATable(what: string): Error {
  return dataError(
    'not-a-table',
    `This is ${what}, not a CSV file.`,
    'Open it in your spreadsheet program, choose “Save as” and “CSV”, and send me that file.',
  );
}

function decodeBytes(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: iconv.decode(buffer, 'utf8'), encoding: 'UTF-8' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: iconv.decode(buffer, 'utf16le'), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: iconv.decode(buffer, 'utf16be'), encoding: 'UTF-16' };
  const wide = utf16WithoutMark(bytes);
  if (wide) return { text: iconv.decode(buffer, wide), encoding: 'UTF-16' };
  if (bytes.subarray(0, 65_536).includes(0)) throw notATable('a program’s own file');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    const encoding = guessEightBit(buffer);
    return { text: iconv.decode(buffer, encoding), encoding };
  }
}

/** Western text in UTF-16 has a zero in every second byte. */
function utf16WithoutMark(bytes: Uint8Array): 'utf16le' | 'utf16be' | null {
  const length = Math.min(bytes.length, 4_096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf16le';
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf16be';
  return null;
}

function guessEightBit(buffer: Buffer): string {
  // Only the bytes beyond ASCII tell encodings apart; a long file of digits would drown them.
  const best = analyse(buffer.subarray(0, 262_144)).find((match) => !match.name.startsWith('UTF'));
  if (!best || best.confidence < 60 || best.name === 'ISO-8859-1' || !iconv.encodingExists(best.name))
    return 'Windows-1252';
  return best.name;
}

function refuseOtherFormats(text: string): void {
  const head = text.slice(0, 500).trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<\?xml|<table)/.test(head)) throw notATable('a web page');
  if (/^(\{\s*"|\[\s*[{[])/.test(head)) throw notATable('a JSON file');
}
