import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { listFontFolders } from './inter.ts';

export interface FontConfigOptions {
  /** Where the file and fontconfig's cache are kept; a folder of the system's temporary one by default. */
  readonly folder?: string;
  /** False: the shipped font alone, so that pictures are the same on every machine. */
  readonly systemFonts: boolean;
}

/** Where systems keep their fonts and their own configuration; what does not exist is passed over. */
const SYSTEM_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts', '/System/Library/Fonts', '/Library/Fonts'];
const SYSTEM_CONFIGS = ['/etc/fonts/fonts.conf'];

/**
 * Writes a fontconfig file that names the shipped font (and, after it, the system's) and returns its path, for
 * `FONTCONFIG_FILE`. Without it a machine with no fonts draws every letter as a box.
 */
export function writeFontConfig({ folder = nameOwnFolder(), systemFonts }: FontConfigOptions): string {
  const cache = join(folder, 'cache');
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const before = process.env.FONTCONFIG_FILE;
  const file = join(folder, systemFonts ? 'fonts.conf' : 'shipped-only.conf');
  const configs = systemFonts ? [...(before && before !== file ? [before] : []), ...SYSTEM_CONFIGS] : [];
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    ...[...listFontFolders(), ...(systemFonts ? SYSTEM_FOLDERS : [])].map((f) => `  <dir>${escapeXml(f)}</dir>`),
    ...configs.map((c) => `  <include ignore_missing="yes">${escapeXml(c)}</include>`),
    `  <cachedir>${escapeXml(cache)}</cachedir>`,
    '</fontconfig>',
    '',
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** One for each user of the machine, so that nobody meets a folder that is another's. */
function nameOwnFolder(): string {
  return join(tmpdir(), `dyocense-fonts-${userInfo().uid}`);
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
