import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { UserError } from '../../src/contracts/errors.ts';
import type { Attachment } from '../../src/contracts/inbound.ts';
import type { CompanyCard, Habits, Place, WebHost } from '../channel.ts';
import { type Caller, callerOf, placeFor } from './caller.ts';
import { parseUpload } from './parse.ts';
import { sendAnswer } from './send-answer.ts';
import type { WebSetup } from './setup.ts';
import { type UploadFields, uploadAnswer, uploadQuery, wireError } from './wire.ts';

const fileMissing = () =>
  new UserError('There was no file in this upload.', {
    code: 'file-missing',
    advice: 'Send the file in a form field named file.',
  });

const wrongField = (name: string) =>
  new UserError(`The field "${name}" is not right.`, {
    code: 'bad-request',
    advice: 'Check it and send the file again.',
  });

const mayNotAdd = () =>
  new UserError('You may not add files here.', {
    code: 'not-allowed',
    advice: 'Ask an owner or a manager to make you a member.',
  });

/** `POST /api/v1/data/upload`: keeps a file and, unless told not to, imports it and answers like a question. */
export function serveUpload(scope: FastifyInstance, host: WebHost, setup: WebSetup): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/data/upload',
    {
      schema: {
        summary: 'Bring in a file',
        description:
          'A multipart form with the field `file`; `company`, `conversation`, `text`, `run` and `eventId` may be fields or query values. ' +
          'A file sent to the sample company goes into your own company instead; `company` in the answer says where it went.',
        tags: ['data'],
        consumes: ['multipart/form-data'],
        querystring: uploadQuery,
        response: { 200: uploadAnswer, '4xx': wireError, '5xx': wireError },
      },
    },
    async (request, reply) => {
      const { file, company, fields, moved } = await receive(request, host, setup, request.query);
      if (fields.run === 'false') return { company: company.slug, upload: file };
      // A conversation of the sample company cannot go on in another company.
      const said = moved ? { ...fields, conversation: undefined } : fields;
      const inbound = parseUpload(file, said, company, callerOf(request), new Date());
      return sendAnswer(request, reply, host, inbound, setup.heartbeatMs);
    },
  );
}

interface Received {
  readonly file: Attachment;
  readonly company: CompanyCard;
  readonly fields: UploadFields;
  /** The file went into the person's own company although the sample was open. */
  readonly moved: boolean;
}

/** Reads the form part by part; the file goes straight to the house and is never held in memory here. */
async function receive(
  request: FastifyRequest,
  host: WebHost,
  setup: WebSetup,
  query: UploadFields,
): Promise<Received> {
  const caller = callerOf(request);
  if (caller.kind === 'person' && caller.signedIn.role === 'viewer') throw mayNotAdd();
  let fields = query;
  let kept: Pick<Received, 'file' | 'company' | 'moved'> | undefined;
  for await (const part of request.parts({
    limits: { files: 1, fields: 10, fieldSize: 16_384, fileSize: setup.maxUploadBytes },
  })) {
    if (part.type === 'field') {
      if (part.fieldname === 'company' && kept !== undefined && part.value !== kept.company.slug) {
        throw new UserError('The company was named after the file.', {
          code: 'company-after-file',
          advice: 'Put the field company before the file, or write it in the address.',
        });
      }
      fields = addField(fields, part.fieldname, part.value);
    } else {
      const { company, moved } = await openPlace(
        host,
        caller,
        placeFor(caller, fields.company, setup.sampleSlug),
        fields,
      );
      const content = refuseCutFile(part.file);
      const file = await host.keepFile(
        { channel: 'web', workspace: company.slug },
        { fileName: part.filename || 'file.csv', mediaType: part.mimetype, content },
        caller.user,
      );
      kept = { file, company, moved };
    }
  }
  if (kept === undefined) throw fileMissing();
  return { ...kept, fields };
}

function addField(fields: UploadFields, name: string, value: unknown): UploadFields {
  const added = uploadQuery.safeParse({ ...fields, [name]: value });
  if (!added.success) throw wrongField(name);
  return added.data;
}

/** Where a file that came for this company belongs. */
async function openPlace(
  host: WebHost,
  caller: Caller,
  place: Place,
  { locale, timezone }: Habits,
): Promise<{ company: CompanyCard; moved: boolean }> {
  const company = await host.company(place);
  // Only the house has a company of its own beside the sample.
  return company.sample && caller.kind === 'house'
    ? { company: await host.openOwnCompany({ locale, timezone }), moved: true }
    : { company, moved: false };
}

/** Passes a file on, and fails at its end when it was longer than the limit, so that half a file is never kept. */
async function* refuseCutFile(
  file: AsyncIterable<Uint8Array> & { readonly truncated: boolean },
): AsyncIterable<Uint8Array> {
  yield* file;
  if (file.truncated) {
    throw new UserError('That file is too large.', {
      code: 'file-too-large',
      advice: 'Split it by year and drop the parts one after the other.',
    });
  }
}
