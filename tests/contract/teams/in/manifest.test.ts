import { readFile } from 'node:fs/promises';
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.22/MicrosoftTeams.schema.json' with {
  type: 'json',
};
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawIcon } from '../../../../manifests/teams/draw-icons.ts';
import { makeManifest, makePackage } from '../../../../manifests/teams/make-package.ts';
import { COMMANDS } from '../../../../src/contracts/commands.ts';
import { APP_ID } from './local-microsoft.ts';

const OPTIONS = { appId: APP_ID, domain: 'coach.example.com', version: '1.0.0' };

/** Microsoft's own schema, from their package. */
const ajv = new draft04.default({ allErrors: true, strictTypes: false });
formats.default(ajv, ['uri', 'email', 'regex']);
const check = ajv.compile(schema);

function validate(manifest: object): string[] {
  check(manifest);
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the Teams app package', () => {
  it('is right by Microsoft’s schema', async () => {
    expect(validate(await makeManifest(OPTIONS))).toEqual([]);
  });

  it('is checked by a schema that finds mistakes', async () => {
    const manifest = await makeManifest(OPTIONS);
    expect(validate({ ...manifest, id: 'no id' })).not.toEqual([]);
    expect(validate({ ...manifest, unheardOf: true })).not.toEqual([]);
    expect(validate({ ...manifest, name: { short: 'x'.repeat(31), full: 'x' } })).not.toEqual([]);
  });

  it('names the schema it was checked by', async () => {
    const { $schema, manifestVersion } = await makeManifest(OPTIONS);
    expect($schema).toContain(`/v${manifestVersion}/`);
    expect(manifestVersion).toBe('1.22');
  });

  it('lists every command in all three scopes and takes files', async () => {
    const [bot] = (await makeManifest(OPTIONS)).bots;
    expect(bot.commandLists[0].commands.map(({ title }: { title: string }) => title)).toEqual(
      COMMANDS.map(({ name }) => name),
    );
    expect(bot).toMatchObject({ botId: APP_ID, supportsFiles: true, scopes: ['personal', 'team', 'groupChat'] });
  });

  it('is a zip of the manifest and two icons, the same bytes each time', async () => {
    const zip = await makePackage(OPTIONS);
    expect(Buffer.from(await makePackage(OPTIONS)).equals(zip)).toBe(true);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(await makeManifest(OPTIONS));
  });

  it.each([
    ['color', 192],
    ['outline', 32],
  ] as const)('has the %s icon as it is drawn, %i pixels wide', async (name, size) => {
    const kept = await readFile(new URL(`../../../../manifests/teams/icons/${name}.png`, import.meta.url));
    const pixels = (file: Uint8Array) => sharp(file).ensureAlpha().raw().toBuffer();
    expect(await pixels(kept)).toEqual(await pixels(await drawIcon(name)));
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'png', width: size, height: size });
  });

  it('has an outline that is white on nothing', async () => {
    const file = await readFile(new URL('../../../../manifests/teams/icons/outline.png', import.meta.url));
    const raw = await sharp(file).ensureAlpha().raw().toBuffer();
    let seen = 0;
    for (let at = 0; at < raw.length; at += 4) {
      if ((raw[at + 3] ?? 0) === 0) continue;
      seen += 1;
      expect([raw[at], raw[at + 1], raw[at + 2]]).toEqual([255, 255, 255]);
    }
    expect(seen).toBeGreaterThan(50);
    expect(seen).toBeLessThan(32 * 32 * 0.6);
  });
});
