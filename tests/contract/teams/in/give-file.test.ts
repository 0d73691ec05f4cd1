import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invoke } from './activities.ts';
import { type OneDrive, startOneDrive } from './one-drive.ts';
import { type RunningTeams, startTeams } from './start-teams.ts';

describe('a file that was offered in a 1:1 chat', () => {
  let teams: RunningTeams;
  let drive: OneDrive;
  beforeEach(async () => {
    [teams, drive] = await Promise.all([startTeams(), startOneDrive()]);
  });
  afterEach(async () => {
    await Promise.all([teams.close(), drive.close()]);
  });

  const uploadInfo = (uploadUrl = `${drive.url}/upload?key=secret-of-the-drive`) => ({
    uploadUrl,
    contentUrl: 'https://shop-my.sharepoint.com/personal/maria/plan.csv',
    name: 'plan.csv',
    uniqueId: '4ed71b5c-9a30-4d2c-8b8c-3b0b4b2c1d10',
    fileType: 'csv',
  });
  const press = (value: object, change: object = {}) =>
    teams.post(
      invoke(
        teams.microsoft.serviceUrl,
        'fileConsent/invoke',
        { type: 'fileUpload', ...value },
        { replyToId: 'offer-1', ...change },
      ),
    );
  const accept = (file = 'file-1', info = uploadInfo()) => ({ action: 'accept', context: { file }, uploadInfo: info });
  const posted = () =>
    teams.microsoft.calls
      .filter(({ method, body }) => method === 'POST' && body.type === 'message')
      .map(({ body }) => body);
  const until = async (fits: () => boolean) => {
    const end = Date.now() + 10_000;
    while (!fits() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(fits()).toBe(true);
  };
  const removed = () => teams.microsoft.calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path);

  it('is put where Teams says and shown, and the card that asked goes', async () => {
    expect((await press(accept())).status).toBe(200);
    await until(() => removed().length > 0);
    expect(drive.puts).toEqual([{ body: 'a,b\r\n', range: 'bytes 0-4/5', authorization: null }]);
    expect(posted()).toMatchObject([
      {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.card.file.info',
            contentUrl: 'https://shop-my.sharepoint.com/personal/maria/plan.csv',
            name: 'plan.csv',
            content: { uniqueId: '4ed71b5c-9a30-4d2c-8b8c-3b0b4b2c1d10', fileType: 'csv' },
          },
        ],
      },
    ]);
    expect(removed()[0]).toMatch(/activities\/offer-1$/);
  });

  it('is put there once, though Teams asks twice', async () => {
    const twice = { id: 'f:1732000000001' };
    await press(accept(), twice);
    await press(accept(), twice);
    await until(() => removed().length > 0);
    expect(drive.puts).toHaveLength(1);
  });

  it('declined, only the card goes', async () => {
    await press({ action: 'decline', context: { file: 'file-1' } });
    await until(() => removed().length > 0);
    expect(drive.puts).toEqual([]);
    expect(posted()).toEqual([]);
  });

  it.each([
    ['the file is gone', 'other', '', /not there any more/],
    ['the drive says no', 'file-1', 'full', /OneDrive.*once more/],
    ['the address leads into our own network', 'file-1', 'https://192.168.0.1/x', /OneDrive/],
    ['the address is no https', 'file-1', 'http://drive.example/x', /OneDrive/],
  ])('says in words that %s, and the card stays', async (_, file, where, words) => {
    const address = where === 'full' ? `${drive.url}/full` : where || undefined;
    await press(accept(file, uploadInfo(address)));
    await until(() => posted().length > 0);
    expect(String(posted()[0]?.text)).toMatch(words);
    expect(removed()).toEqual([]);
    expect(teams.logged.join()).not.toMatch(/secret-of-the-drive/);
  });

  it('is given only to people who are still let in', async () => {
    teams.host.home = async () => null;
    await press(accept());
    await until(() => posted().length > 0);
    expect(String(posted()[0]?.text)).toMatch(/no access here any more/);
    expect(drive.puts).toEqual([]);
  });

  it('is nothing when the answer names none', async () => {
    expect((await press({ action: 'accept' })).status).toBe(200);
    expect(posted()).toEqual([]);
  });
});
