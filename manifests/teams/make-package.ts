import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { COMMANDS } from '../../src/contracts/commands.ts';

export interface PackageOptions {
  /** Of the Entra app registration behind the bot. */
  readonly appId: string;
  /** Where people find whoever runs this, without `https://`. */
  readonly domain: string;
  /** Higher than the one uploaded last, or Teams does not take it. */
  readonly version: string;
}

/** The app manifest of one deployment: the template with its ids, and the commands the coach has. */
export async function makeManifest({ appId, domain, version }: PackageOptions) {
  const template = JSON.parse(await readFile(new URL('manifest.json', import.meta.url), 'utf8'));
  const commands = COMMANDS.map(({ name, description }) => ({ title: name, description }));
  const site = `https://${domain}`;
  return {
    ...template,
    version,
    id: appId,
    developer: { ...template.developer, websiteUrl: site, privacyUrl: site, termsOfUseUrl: site },
    bots: [
      { ...template.bots[0], botId: appId, commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands }] },
    ],
    validDomains: [domain],
  };
}

/** The zip that Teams takes: manifest and icons, nothing else. The same options give the same bytes. */
export async function makePackage(options: PackageOptions): Promise<Uint8Array> {
  const icon = async (name: string) => new Uint8Array(await readFile(new URL(`icons/${name}`, import.meta.url)));
  const manifest = `${JSON.stringify(await makeManifest(options), null, 2)}\n`;
  return zipSync(
    {
      'manifest.json': new TextEncoder().encode(manifest),
      'color.png': await icon('color.png'),
      'outline.png': await icon('outline.png'),
    },
    { mtime: new Date('2026-01-01T00:00:00') },
  );
}
