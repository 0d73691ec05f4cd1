import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Company, Role } from '../../src/contracts/company.ts';
import type { Place } from '../../src/contracts/delivery.ts';
import { admitPerson } from '../../src/db/queries/people.ts';
import { createFileKeeper, type FileKeeper } from '../../src/inbox/keep-file.ts';
import { openTestDatabase, type TestDatabase } from './harness.ts';
import { createSlackCompany } from './house-core.ts';

const MOST_BYTES = 1024 * 1024;

let database: TestDatabase;
let company: Company;
let place: Place;
let keepFile: FileKeeper;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  ({ company, place } = await createSlackCompany(database));
  keepFile = createFileKeeper(database, MOST_BYTES);
});

const admit = (user: string, role: Role) =>
  database.inTenant(company.id, (tx) => admitPerson(tx, { ...place, externalUser: user }, { displayName: user, role }));
const kept = () => database.asOwner('select 1 from uploads where tenant_id = $1', [company.id]);

/** A file that tells when it is begun, and ends when it is let. */
function makeFile(size = 3) {
  let end = () => {};
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const file = { begun: false, end };
  async function* content() {
    file.begun = true;
    yield Buffer.alloc(size, 'a');
    await mayEnd;
  }
  return { state: file, file: { fileName: 'sales.csv', mediaType: 'text/csv', content: content() } };
}

describe('a file', () => {
  it.each(['member', 'manager', 'owner'] as const)('of a %s is kept', async (role) => {
    await admit('UM', role);
    const { state, file } = makeFile();
    state.end();
    expect(await keepFile(place, file, 'UM')).toMatchObject({ fileName: 'sales.csv', bytes: 3 });
    expect(await kept()).toHaveLength(1);
  });

  it('of the page on this machine is kept', async () => {
    const { state, file } = makeFile();
    state.end();
    await keepFile({ channel: 'web', workspace: company.slug }, file, 'local');
    expect(await kept()).toHaveLength(1);
  });

  it('of a stranger, of a viewer, or where nothing is linked is not even begun', async () => {
    await admit('UV', 'viewer');
    const { state, file } = makeFile();
    await expect(keepFile(place, file, 'UX')).rejects.toMatchObject({ name: 'UserError', code: 'not-let-in' });
    await expect(keepFile(place, file, 'UV')).rejects.toMatchObject({ name: 'UserError', code: 'not-allowed' });
    const elsewhere = { ...place, workspace: 'nobody' };
    await expect(keepFile(elsewhere, file, 'UV')).rejects.toMatchObject({ code: 'unknown-workspace' });
    expect(state.begun).toBe(false);
    expect(await kept()).toEqual([]);
  });

  it('waits while three are held, and comes when one is through, also one that failed', async () => {
    await admit('UM', 'member');
    const keep = (file: ReturnType<typeof makeFile>['file']) =>
      keepFile(place, file, 'UM').then(
        () => 'kept',
        (error) => error.code,
      );
    // Nothing of a too large one is held: it gives its place back.
    expect(await keep(makeFile(MOST_BYTES + 1).file)).toBe('file-too-large');
    const held = [makeFile(), makeFile(), makeFile()];
    const outcomes = held.map(({ file }) => keep(file));
    await expect.poll(() => held.every(({ state }) => state.begun)).toBe(true);
    const fourth = makeFile();
    const waiting = keep(fourth.file);
    // A stranger need not wait to hear it; meanwhile the fourth has been looked at too, and waits.
    await expect(keepFile(place, makeFile().file, 'UX')).rejects.toMatchObject({ code: 'not-let-in' });
    await expect(keepFile(place, makeFile().file, 'UX')).rejects.toMatchObject({ code: 'not-let-in' });
    expect(fourth.state.begun).toBe(false);
    held[0]?.state.end();
    expect(await outcomes[0]).toBe('kept');
    await expect.poll(() => fourth.state.begun).toBe(true);
    for (const { state } of [...held.slice(1), fourth]) state.end();
    expect(await Promise.all([...outcomes, waiting])).toEqual(['kept', 'kept', 'kept', 'kept']);
  });
});
