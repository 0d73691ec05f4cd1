import { UserError } from '../../../src/contracts/errors.ts';
import type { TeamsActivity } from '../activity.ts';
import { fileConsent, showFile, type UploadInfo } from '../file-cards.ts';
import { checkLink } from './check-link.ts';
import { readAddress, readUser } from './read-address.ts';
import { placeOf, type Receiver, refusalWords } from './receiver.ts';

const UPLOAD_MS = 30_000;

/**
 * A person answered the card that offers a file. Allowed: the file is put where Teams said and shown. Either way the
 * card that asked goes. What fails is said in the chat. What is no such answer is passed over.
 */
export async function giveFile(receiver: Receiver, activity: TeamsActivity): Promise<void> {
  const answer = fileConsent.safeParse(activity.value).data;
  if (!answer) return;
  const address = readAddress(activity, receiver.options.tenantId);
  try {
    if (answer.action === 'accept') {
      const content = await readFile(receiver, activity, answer.context.file);
      await putFile(answer.uploadInfo, content, receiver.options.endpoints !== undefined);
      await receiver.transport.send(address, showFile(answer.uploadInfo));
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await receiver.voice.say(address, refusalWords(error));
    return;
  }
  // It has done its part; that it stays is no harm.
  if (activity.replyToId) await receiver.transport.remove(address, activity.replyToId).catch(() => undefined);
}

/** Only people who are still let in get what they were offered. */
async function readFile({ host, options }: Receiver, activity: TeamsActivity, id: string): Promise<Uint8Array> {
  const place = placeOf(activity, { options });
  if ((await host.home(place, readUser(activity.from))) === null) {
    throw new UserError('You have no access here any more.', {
      code: 'not-let-in',
      advice: 'Ask an owner to let you in again.',
    });
  }
  const file = await host.file(place, id);
  if (file) return file.content;
  throw new UserError('This file is not there any more.', { code: 'file-gone', advice: 'Ask the question again.' });
}

/** The address is the key: no token goes with it. */
async function putFile({ uploadUrl }: UploadInfo, content: Uint8Array, local: boolean): Promise<void> {
  const url = checkLink(uploadUrl, local);
  const bytes = content.byteLength;
  try {
    if (!url) throw new TypeError('not an address of Microsoft');
    const response = await fetch(url, {
      method: 'PUT',
      // A view on shared memory is no body: these are bytes of their own.
      body: new Uint8Array(content),
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes - 1}/${bytes}`,
      },
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new TypeError(`status ${response.status}`);
  } catch (cause) {
    throw new UserError('I could not put the file into your OneDrive.', {
      code: 'file-not-taken',
      advice: 'Press the button once more, or ask the question again.',
      cause,
    });
  }
}
