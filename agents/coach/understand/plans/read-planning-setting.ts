import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { CatalogueIndex } from '../catalogue-index.ts';
import { type ReadText, readClean } from '../read-text.ts';
import { findNames } from './find-names.ts';
import { writeDigits } from './write-digits.ts';

const NUMBER =
  '(?:about |around |roughly |at most |up to |only |exactly |no more than |at least )*[$€£¥₺₹]?\\s?(\\d[\\d,]*(?:\\.\\d+)?)';
const PLACE =
  '(?:storage|store ?rooms?|stock ?rooms?|shelf space|shelves|fridges?|freezers?|cold rooms?|cellar|warehouse|pantry|storage (?:room|space))';
const PERSON =
  '(?:one|1|a|each|every|per|an) (?:\\w+ )?(?:person|employee|staff member|worker|barista|server|waiter|waitress|cashier|cook|mechanic|baker|colleague|hand|member of staff|team member|assistant|stylist|seller|bartender)';
const SERVED = '(?:orders?|customers?|guests?|tickets?|people|sales|bills|covers|transactions?|jobs?|clients?)';
const RULES =
  '(?:labou?r|working[ -]time|employment|work|working[ -]hours?|staffing|rest) (?:rules?|laws?|regulations?|code|act|profile|standards?)';

interface Statement {
  readonly key: string;
  readonly pattern: RegExp;
  /** What it becomes, from the groups of the pattern; nothing where it cannot be. */
  readonly value: (match: RegExpExecArray, said: ReadText) => number | string | undefined;
}

const sign = (source: string): RegExp => new RegExp(source);
const amount = (text: string | undefined): number | undefined => {
  const value = Number((text ?? '').replaceAll(',', ''));
  return text !== undefined && Number.isFinite(value) ? value : undefined;
};
const share = (text: string | undefined): number | undefined => {
  const value = amount(text);
  return value === undefined ? undefined : Math.round(value * 100) / 10_000;
};

/** "Storage is 20% less" moves a limit; it does not say what it is. */
const isStep = (said: ReadText, match: RegExpExecArray): boolean =>
  /^ ?(%|\d|(\w+ )?(more|less|fewer|bigger|smaller|lower|higher)\b)/.test(
    said.lower.slice(match.index + match[0].length),
  );

/** Single facts that plans rest on, as people say them. */
const STATEMENTS: readonly Statement[] = [
  {
    key: 'storage-limit',
    pattern: sign(
      `\\b(?:our |the |my |we have |in the |in our )?${PLACE} (?:can |only |just |will )*(?:holds?|fits?|takes?|stores?|has (?:room|space) for|have (?:room|space) for|is limited to|is|for|keeps?|hold|fit) ${NUMBER}|\\bwe (?:can (?:only )?(?:store|keep|hold|fit)|have (?:room|space|storage) for) ${NUMBER}`,
    ),
    value: (match, said) => (isStep(said, match) ? undefined : amount(match[1] ?? match[2])),
  },
  {
    key: 'order-budget',
    pattern: sign(
      `\\b(?:our |the )?(?:order(?:ing)?|purchas\\w+|buying|stock) budget (?:is|of|should be) ${NUMBER}|\\bwe can spend ${NUMBER}(?: a week| per week| each time)? on (?:orders?|ordering|stock|supplies|ingredients|goods)`,
    ),
    value: (match, said) => (isStep(said, match) ? undefined : amount(match[1] ?? match[2])),
  },
  {
    key: 'holding-rate',
    pattern: sign(
      `\\b(?:keeping|holding|storing|carrying) (?:\\w+ )?(?:stock|goods|inventory|items|things)(?: in stock)? costs? (?:us |me )?${NUMBER} ?(?:%|percent|per cent)`,
    ),
    value: (match) => share(match[1]),
  },
  {
    key: 'service-level',
    pattern: sign(
      `\\bservice level (?:is|of|to|at|should be|=) ?${NUMBER} ?(?:%|percent|per cent)|\\b(?:want|need|aim for|have|use|with) an? ${NUMBER} ?(?:%|percent|per cent) service level|\\b(?:in stock|available|everything) (?:in |for )?${NUMBER} ?(?:%|percent|per cent) of (?:the time|the cases|cases|days|the days)`,
    ),
    value: (match) => share(match[1] ?? match[2] ?? match[3]),
  },
  {
    key: 'orders-per-person-hour',
    pattern: sign(
      `\\b${PERSON} (?:can |could |will |usually |on average )*(?:serves?|handles?|makes?|takes?|does|do|manages?|deals? with|gets? through|looks? after|works? off) ${NUMBER} (?:\\w+ )?(?:an|per|a|each|every) hour|\\b${NUMBER} ${SERVED} (?:per|an|a|each) (?:person|employee|head|barista|worker) (?:an|per|and|a) hour`,
    ),
    value: (match) => amount(match[1] ?? match[2]),
  },
  {
    key: 'labour-profile',
    pattern: sign(
      `\\b(?:follow|use|under|apply|go by|stick to|keep to) (?:the )?${RULES} (?:of|in|for|from) (?:the )?([a-z][a-z .-]{1,40})|\\b(?:follow|use|under|apply|go by|stick to|keep to|have|with|by) (?:the )?([a-z][a-z .-]{1,40}?) ${RULES}\\b`,
    ),
    value: (match, said) => {
      const name = match[1] ?? match[2];
      if (name === undefined || /^(our|the|your|these|those|any|a|some|local)$/.test(name)) return undefined;
      const start = match.index + match[0].indexOf(name);
      return said.cased.slice(start, start + name.length);
    },
  },
  {
    key: 'result-value',
    pattern: sign(
      `\\b(?:a|an|one|1|each|every|the) (?:\\w+ ){1,3}(?:is|are|was|brings?(?: in)?|makes?) (?:us )?(?:worth )${NUMBER}`,
    ),
    value: (match) => amount(match[1]),
  },
  {
    key: 'price-endings',
    pattern:
      /\bprices? (?:should |must |always |all |only |usually )*(?:end|finish) (?:in|on|with) ([\d., ]+(?:(?:and|or)[\d., ]+)*)/,
    value: (match) => readEndings(match[1] ?? ''),
  },
  {
    key: 'price-endings',
    pattern:
      /\b(?:only |always )?(?:use |want |like )?(?:whole|round|full) (?:dollar|euro|pound|number)?s? ?(?:prices|amounts on the menu)\b|\bprices? (?:should |must |are |always )*(?:be )?(?:in )?whole (?:dollars|euros|pounds|numbers)\b/,
    value: () => '00',
  },
  {
    key: 'approvers',
    pattern:
      /\b(?:only )?(?:the )?(owners?|managers?|members?|everyone|everybody|anyone)(?: and owners?| and up| or owners?)? (?:only )?(?:can |may |should |must |are allowed to |is allowed to |get to )?(?:approve|decide on|sign off(?: on)?) (?:the |our |any )?plans?\b/,
    value: (match) => {
      const who = (match[1] ?? '').replace(/s$/, '');
      return /^(everyone|everybody|anyone)$/.test(who) ? 'member' : who;
    },
  },
];

const ELASTICITY: readonly RegExp[] = [
  sign(
    `\\bNAME(?: sales)? (?:\\w+ )?(?:drops?|falls?|fall|go(?:es)? down|sink|lose|decreases?|shrinks?)(?: by)? ${NUMBER} ?% (?:for|with|per|on|when) (?:(?:each|every|a|one)? ?${NUMBER} ?%|(?:each|every|a|one) %)`,
  ),
  sign(`\\b(?:(?:price )?elasticity (?:of|for) NAME|NAME (?:price )?elasticity) (?:is|at|of|=|:) ?(-?) ?${NUMBER}`),
];

const LISTING =
  /\bwhat (do|did|are|have) you (\w+ )?(assum\w*|take for granted|taken for granted)\b(?!.*\b(forecast|predict\w*)\b)|\b(which|what|show|list|see)\b.*\b(planning (settings|assumptions|facts)|settings for (plans|planning)|assumptions?\b.*\bplan\w*|plan\w*\b.*\bassumptions?)\b|^(the |our |my )?(planning )?(settings|assumptions)( for plan\w*)?\W*$|\bwhat (are|is) (the|your|our) (planning )?assumptions?\b/;

const HYPOTHETICAL = /\b(what if|suppose|supposing|imagine|assume|assuming|if|pretend|what about|how about|would)\b/;
const QUESTION =
  /^(and |so )?(why|how|which|who|when|where|what|did|do|does|is|are|was|were|has|have|can|could)\b|\?\s*$/;

/**
 * Reads a statement of something that plans rest on ("our storage holds 40 crates") or the question what is assumed.
 * Nothing when the message is about something else, or only supposes it.
 */
export function readPlanningSetting(read: ReadText, index: CatalogueIndex): SkillCall | undefined {
  if (LISTING.test(read.lower)) return { skill: 'planning-settings', input: { action: 'list' } };
  if (HYPOTHETICAL.test(read.lower) || QUESTION.test(read.lower)) return undefined;
  const said = readClean(writeDigits(read.cased).replace(/\bper cent\b|\bpercent\b|\bpct\b/gi, '%'));
  const elastic = readElasticity(said, index);
  if (elastic !== undefined) return elastic;
  for (const { key, pattern, value } of STATEMENTS) {
    const match = pattern.exec(said.lower);
    const known = match === null ? undefined : value(match, said);
    if (known !== undefined) return { skill: 'planning-settings', input: { key, value: known } };
  }
  return undefined;
}

function readElasticity(said: ReadText, index: CatalogueIndex): SkillCall | undefined {
  for (const span of findNames(said, index)) {
    const product = span.readings.get('product')?.[0];
    if (product === undefined) continue;
    const shape = `${said.lower.slice(0, span.start)}NAME${said.lower.slice(span.end)}`;
    const step = ELASTICITY[0]?.exec(shape);
    const down = amount(step?.[1]);
    // "… for each percent on the price" is each one.
    const up = amount(step?.[2]) ?? 1;
    if (down !== undefined && up > 0) return elasticity(product, -down / up);
    const level = amount(ELASTICITY[1]?.exec(shape)?.[2]);
    if (level !== undefined) return elasticity(product, -level);
  }
  return undefined;
}

const elasticity = (product: string, value: number): SkillCall => ({
  skill: 'planning-settings',
  input: { key: `elasticity:${product}`, value },
});

/** "50 or 95" → "50,95"; "5" → every ending of two digits in five. */
function readEndings(text: string): string | undefined {
  const said = text.match(/\d+/g) ?? [];
  const endings = said.flatMap((digits) => {
    if (digits.length === 1) return Array.from({ length: 10 }, (_, tens) => `${tens}${digits}`);
    return digits.length === 2 ? [digits] : [];
  });
  return endings.length === 0 ? undefined : [...new Set(endings)].sort().join(',');
}
