import { z } from 'zod';
import type { TeamsDraft } from './transport.ts';

/**
 * A bot gives a file in a 1:1 chat by asking first: a card offers it, the person allows it, Teams says where to put
 * it, and a second card shows it. Nowhere else can a bot give files.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export const CONSENT_CARD = 'application/vnd.microsoft.teams.card.file.consent';
export const FILE_CARD = 'application/vnd.microsoft.teams.card.file.info';

/** What of ours comes back when a person answers the first card. */
const fileContext = z.looseObject({ file: z.string() });

export type FileContext = z.output<typeof fileContext>;

/** A person's answer to the first card, as Teams sends it. */
export const fileConsent = z.discriminatedUnion('action', [
  z.looseObject({
    action: z.literal('accept'),
    context: fileContext,
    uploadInfo: z.looseObject({
      uploadUrl: z.string(),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    }),
  }),
  z.looseObject({ action: z.literal('decline'), context: fileContext }),
]);

export type UploadInfo = Extract<z.output<typeof fileConsent>, { action: 'accept' }>['uploadInfo'];

/** The card that shows a file that was put where Teams said. */
export function showFile({ name, contentUrl, uniqueId, fileType }: UploadInfo): TeamsDraft {
  return {
    type: 'message',
    attachments: [{ contentType: FILE_CARD, name, contentUrl, content: { uniqueId, fileType } }],
  };
}
