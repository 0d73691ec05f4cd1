/**
 * Discord's documented limits, checked by the local server on the raw JSON. Written apart from the adapter's own
 * validator, with the numbers spelled out, so that one mistake cannot hide in both.
 */
type Json = Record<string, unknown>;

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : []);
const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);
// What is read here came from JSON.parse: an object is a record of unknowns.
const recordOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** What Discord would answer with 50035 for; empty when the message is fine. */
export function refuseMessage(body: Json, files: readonly { name: string; bytes: number }[]): string[] {
  const embeds = listOf(body.embeds);
  const said: string[] = [];
  const need = (fine: boolean, words: string) => {
    if (!fine) said.push(words);
  };
  need(lengthOf(body.content) <= 2000, 'content: Must be 2000 or fewer in length.');
  need(embeds.length <= 10, 'embeds: Must be 10 or fewer in length.');
  need(lengthOf(body.content) > 0 || embeds.length > 0 || files.length > 0, 'Cannot send an empty message');
  need(lengthOf(body.nonce) <= 25, 'nonce: Must be 25 or fewer in length.');
  let total = 0;
  for (const embed of embeds) {
    const fields = listOf(embed.fields);
    const footer = recordOf(embed.footer);
    need(lengthOf(embed.title) <= 256, 'embeds.title: Must be 256 or fewer in length.');
    need(lengthOf(embed.description) <= 4096, 'embeds.description: Must be 4096 or fewer in length.');
    need(lengthOf(footer.text) <= 2048, 'embeds.footer: Must be 2048 or fewer in length.');
    need(fields.length <= 25, 'embeds.fields: Must be 25 or fewer in length.');
    total += lengthOf(embed.title) + lengthOf(embed.description) + lengthOf(footer.text);
    for (const field of fields) {
      need(lengthOf(field.name) >= 1 && lengthOf(field.name) <= 256, 'embeds.fields.name: 1 to 256 in length.');
      need(lengthOf(field.value) >= 1 && lengthOf(field.value) <= 1024, 'embeds.fields.value: 1 to 1024 in length.');
      total += lengthOf(field.name) + lengthOf(field.value);
    }
    const url = String(recordOf(embed.image).url ?? '');
    if (url.startsWith('attachment://'))
      need(
        files.some(({ name }) => `attachment://${name}` === url),
        'embeds.image: no such attachment',
      );
  }
  need(total <= 6000, 'embeds: Embed size exceeds maximum size of 6000');
  refuseRows(listOf(body.components), need);
  for (const { description } of listOf(body.attachments))
    need(lengthOf(description) <= 1024, 'attachments.description');
  need(files.length <= 10, 'files: Must be 10 or fewer in length.');
  return said;
}

function refuseRows(rows: readonly Json[], need: (fine: boolean, words: string) => void): void {
  const ids: unknown[] = [];
  need(rows.length <= 5, 'components: Must be 5 or fewer in length.');
  for (const row of rows) {
    const parts = listOf(row.components);
    need(row.type === 1, 'components.type: a row is needed');
    need(parts.length >= 1 && parts.length <= 5, 'components: 1 to 5 in a row.');
    for (const part of parts) {
      ids.push(part.custom_id);
      need(lengthOf(part.custom_id) >= 1 && lengthOf(part.custom_id) <= 100, 'custom_id: 1 to 100 in length.');
      if (part.type === 2) {
        need(lengthOf(part.label) <= 80, 'label: Must be 80 or fewer in length.');
        need(lengthOf(part.label) > 0 || part.emoji !== undefined, 'A button must have a label or emoji');
      }
      if (part.type !== 3) continue;
      const options = listOf(part.options);
      need(parts.length === 1, 'a select takes the whole row');
      need(options.length >= 1 && options.length <= 25, 'options: 1 to 25 in length.');
      need(lengthOf(part.placeholder) <= 150, 'placeholder: Must be 150 or fewer in length.');
      need(new Set(options.map(({ value }) => value)).size === options.length, 'options: value is already used');
      for (const option of options) {
        need(lengthOf(option.label) >= 1 && lengthOf(option.label) <= 100, 'options.label: 1 to 100 in length.');
        need(lengthOf(option.value) >= 1 && lengthOf(option.value) <= 100, 'options.value: 1 to 100 in length.');
      }
    }
  }
  need(new Set(ids).size === ids.length, 'custom_id: Component custom id cannot be duplicated');
}

/** What Discord would answer for a form. */
export function refuseModal(data: Json): string[] {
  const said: string[] = [];
  const fields = listOf(data.components);
  if (lengthOf(data.title) < 1 || lengthOf(data.title) > 45) said.push('title: 1 to 45 in length.');
  if (lengthOf(data.custom_id) < 1 || lengthOf(data.custom_id) > 100) said.push('custom_id: 1 to 100 in length.');
  if (fields.length < 1 || fields.length > 5) said.push('components: 1 to 5 in length.');
  for (const field of fields) {
    const part = recordOf(field.component);
    if (field.type !== 18 || lengthOf(field.label) < 1 || lengthOf(field.label) > 45) said.push('label: 1 to 45.');
    if (part.type === 4 && lengthOf(part.placeholder) > 100) said.push('placeholder: Must be 100 or fewer.');
    if (part.type === 3) {
      const options = listOf(part.options);
      if (options.length < 1 || options.length > 25) said.push('options: 1 to 25 in length.');
      if (options.filter((option) => option.default === true).length > 1) said.push('options: one default.');
    }
  }
  return said;
}

/** What Discord would answer for a list of commands. */
export function refuseCommands(commands: readonly Json[]): string[] {
  return commands.flatMap((command) => {
    const options = listOf(command.options);
    const texts = [command, ...options];
    return [
      ...(options.length > 25 ? ['options: Must be 25 or fewer in length.'] : []),
      ...texts.flatMap(({ name, description }) => [
        ...(/^[-_\p{Ll}\p{N}]{1,32}$/u.test(String(name)) ? [] : [`name: ${String(name)} is not allowed`]),
        ...(lengthOf(description) >= 1 && lengthOf(description) <= 100 ? [] : ['description: 1 to 100 in length.']),
      ]),
      ...options.flatMap((option) => {
        const choices = listOf(option.choices);
        const long = choices.some(({ name, value }) => lengthOf(name) > 100 || lengthOf(value) > 100);
        return [
          ...(choices.length > 25 || long ? ['choices: at most 25 of 100 characters'] : []),
          ...(option.autocomplete === true && option.choices !== undefined ? ['choices beside autocomplete'] : []),
        ];
      }),
    ];
  });
}
