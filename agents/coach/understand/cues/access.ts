import type { SkillCall } from '../../../../src/contracts/skill.ts';
import { type CatalogueIndex, nameKey } from '../catalogue-index.ts';
import { type ReadText, readText } from '../read-text.ts';

/** A person's name, as one is typed: up to four words. */
const NAME = "(?<name>\\p{L}[\\p{L}\\p{N}.'-]*(?: \\p{L}[\\p{L}\\p{N}.'-]*){0,3}?)";
const ROLE = '(?:an? |the )?(?<role>owner|manager|member|viewer)';
const ASKED = '^(?:please |can you |could you |i want to |i would like to )*';
const END = '(?: please| now)?\\W*$';
const ANSWERS = '(?:the |your |my |our |all |these )*(?:answers?|numbers?|results?|figures?)';

const sign = (pattern: string): RegExp => new RegExp(pattern, 'u');

interface AccessSign {
  readonly pattern: RegExp;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What is said about people is said in few ways, and a name in it may be any word: each is read as a whole. */
const SIGNS: readonly AccessSign[] = [
  { pattern: sign(`${ASKED}(?:do not|never) let ${NAME} in${END}`), input: { action: 'refuse' } },
  { pattern: sign(`${ASKED}let ${NAME} in(?: as ${ROLE})?${END}`), input: { action: 'let-in' } },
  {
    pattern: sign(`${ASKED}(?:add|invite|admit|let in|approve) ${NAME} as ${ROLE}${END}`),
    input: { action: 'let-in' },
  },
  { pattern: sign(`${ASKED}(?:give|grant) ${NAME} access(?: as ${ROLE})?${END}`), input: { action: 'let-in' } },
  { pattern: sign(`${ASKED}make ${NAME} ${ROLE}${END}`), input: { action: 'set-role' } },
  { pattern: sign(`${ASKED}(?:change|set) ${NAME}(?: role)? to ${ROLE}${END}`), input: { action: 'set-role' } },
  {
    pattern: sign(`${ASKED}(?:remove|end|revoke|cancel|stop|take away) ${NAME} access${END}`),
    input: { action: 'remove' },
  },
  {
    pattern: sign(
      `${ASKED}(?:remove|kick|throw) ${NAME}(?: out)? (?:from|of) (?:the |our |this )?(?:team|access|list|coach|people|company|workspace|chat)${END}`,
    ),
    input: { action: 'remove' },
  },
  { pattern: sign(`${ASKED}(?:kick|throw) ${NAME} out${END}`), input: { action: 'remove' } },
  {
    pattern: sign(`\\bshow ${ANSWERS}(?: here)? to (?:everyone|everybody|all|the (?:channel|team|group))\\b`),
    input: { action: 'consent', show: 'everyone' },
  },
  {
    pattern: sign(`\\b(?:keep|make|show) ${ANSWERS}(?: here)? (?:private|hidden|only to (?:me|us|whoever asked))\\b`),
    input: { action: 'consent', show: 'asker' },
  },
  {
    pattern:
      /\bwho (?:all )?(?:has|have|gets|got) access\b|\bwho (?:is|are|was) (?:let in|allowed in|waiting to be let in)\b|\bwho (?:can|may) (?:see|use|ask|read) (?:this|you|our numbers|the coach|your answers|our data)\W*$|^(?:show |list |manage )?(?:me |the |us )*(?:people and access|people with access|access list|access)\W*$/,
    input: { action: 'list' },
  },
];

const SIGN_IN =
  /^(?:please |can you |could you |how (?:do|can) i |can i |i want to |i would like to |let me )*(?:log|sign) ?(?:me )?in(?: (?:on|to|at|with) (?:the |a |my )?(?:web|page|web ?page|web ?site|browser|computer|laptop))?(?: please)?\W*$|\b(?:sign|log) ?-?in link\b|^(?:web )?(?:login|signin)(?: please)?\W*$|\blink (?:to|for) (?:the |your )?web ?(?:page|site|login)?\W*$/;

/** A removal of one capitalised name and nothing more: "remove Tom". */
const BARE_REMOVAL = /^(?:please )?remove (?<name>\p{L}[\p{L}'-]*(?: \p{L}[\p{L}'-]*)?)\W*$/iu;
/** Not names: what "remove …" may mean beside a person. */
const NO_NAME =
  /^(?:me|us|it|this|that|these|those|all|everything|everyone|everybody|the .*|my .*|our .*|your .*|a .*|.*\b(?:goals?|targets?|alerts?|digest|summary|data|files?|charts?|rows?|answers?|account|outliers?)\b.*)$/;
const SOMEBODY = /^(?:them|her|him|somebody|someone|people|others|new people|the new one)$/;

/** A message about who is let in, who sees answers, or signing in on the web; nothing when it is about none of these. */
export function readAccess(read: ReadText, index: CatalogueIndex, earlier?: SkillCall): SkillCall | undefined {
  if (SIGN_IN.test(read.lower)) return { skill: 'web-login', input: {} };
  for (const { pattern, input } of SIGNS) {
    const found = pattern.exec(read.lower);
    if (!found) continue;
    const { name, role } = found.groups ?? {};
    if (name !== undefined && (NO_NAME.test(name) || isCompanysOwn(name, index))) continue;
    const person = name === undefined || SOMEBODY.test(name) ? {} : { name: spoken(read, found, name) };
    return { skill: 'manage-access', input: { ...input, ...person, ...(role === undefined ? {} : { role }) } };
  }
  return readBareRemoval(read, index, earlier);
}

function readBareRemoval(read: ReadText, index: CatalogueIndex, earlier?: SkillCall): SkillCall | undefined {
  const name = BARE_REMOVAL.exec(read.cased)?.groups?.name;
  if (name === undefined || NO_NAME.test(name.toLowerCase()) || isCompanysOwn(name.toLowerCase(), index))
    return undefined;
  const isName = name.split(' ').every((word) => /^\p{Lu}\p{Ll}/u.test(word));
  if (!isName && earlier?.skill !== 'manage-access') return undefined;
  return { skill: 'manage-access', input: { action: 'remove', name } };
}

/** A product or a shop is nobody who could be let in. */
const isCompanysOwn = (name: string, index: CatalogueIndex): boolean => index.names.has(nameKey(readText(name).tokens));

/** The name with the capitals it was typed with. */
function spoken(read: ReadText, found: RegExpExecArray, name: string): string {
  const start = found.index + found[0].indexOf(name, found[0].search(/\p{L}/u));
  return read.cased.slice(start, start + name.length);
}
