/**
 * What a person typed, without Slack's markup: mentions of the coach are gone, links and channels are their words.
 * Source: docs.slack.dev, "Formatting message text" (angle brackets, three escaped characters).
 * @param bot user id of the coach
 */
export function plainText(text: string, bot: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => readBrackets(inside, bot))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
    .replace(/^[,:;]+\s*/, '');
}

/** Is the coach mentioned in it? */
export function mentions(text: string, bot: string): boolean {
  return text.includes(`<@${bot}>`) || text.includes(`<@${bot}|`);
}

function readBrackets(inside: string, bot: string): string {
  const [target = '', label] = splitAtFirst(inside, '|');
  if (target.startsWith('@')) return target === `@${bot}` ? ' ' : label ? `@${label}` : '';
  if (target.startsWith('#')) return label ? `#${label}` : '';
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
  return label ?? target.replace(/^mailto:|^tel:/, '');
}

function splitAtFirst(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
