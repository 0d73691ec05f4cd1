import type { TeamsActivity } from '../activity.ts';

/** Was the bot itself addressed? In a group it hears nothing else, whatever an administrator lets it hear. */
export function mentionsBot({ entities, recipient }: TeamsActivity): boolean {
  return (entities ?? []).some(({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id);
}

/** What a person wrote: without the mention of the coach and the mark of what they quote, other people by their names, marks as characters. */
export function readText({ text, entities, recipient }: TeamsActivity): string {
  let said = text ?? '';
  for (const { type, text: shown, mentioned } of entities ?? []) {
    if (type !== 'mention' || !shown) continue;
    said = said.replaceAll(shown, mentioned?.id === recipient.id ? ' ' : (mentioned?.name ?? shown));
  }
  return (
    said
      // Ends at the next mark too: a text full of beginnings is still read in one go.
      .replace(/<quoted\b[^<>]*>/g, ' ')
      .replace(/<\/?at>/g, '')
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/&(nbsp|lt|gt|quot|#39|amp);/g, (_, name: string) => MARKS[name] ?? '')
      .replace(/[^\S\n]+/g, ' ')
      .trim()
  );
}

const MARKS: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
