const UNITS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const oneOf = (words: Readonly<Record<string, number>>): string => Object.keys(words).join('|');
const COUNT = new RegExp(`\\b(?:(${oneOf(TENS)})(?:[ -](one|${oneOf(UNITS)}))?|(${oneOf(UNITS)}))\\b`, 'gi');
const LARGE = /\b(\d+|a|one|half a)[ -](hundred|thousand|grand|million)\b/gi;
const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1_000, grand: 1_000, million: 1_000_000 };

const MORE = 'more|fewer|less|extra|additional|cheaper|dearer|longer|shorter|higher|lower|bigger|smaller';
/** "One" counts only beside a word that says what of: "this one" is no number. */
const ONE = new RegExp(
  `\\bone(?= (?:${MORE}|of|person|people|day|week|hour|pack|case|box|bag|bottle|crate|price|change|can|at|on|in|fewer)\\b)|(?<=\\b(?:only|least|most|just|by|than|to|max|maximum|minimum) )one\\b`,
  'gi',
);

const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:a )?couple(?: of)?(?! (?:days|weeks) ago)\b/gi, '2'],
  [/\b(?:a |one )?dozen\b/gi, '12'],
  [/\b(?:by )?(?:a|one) third\b/gi, '33.33%'],
  [/\b(?:by )?(?:2|two)[ -]thirds\b/gi, '66.67%'],
  [/\b(?:by )?(?:a|one) quarter\b(?! of (?:the )?(?:year|\d{4}))/gi, '25%'],
  [/\b(?:by )?(?:a|one) fifth\b/gi, '20%'],
  [/\b(?:by )?(?:a|one) tenth\b/gi, '10%'],
  [/\b(?:by|in) half\b|\bhalf as (?:much|many)\b/gi, '50% less'],
  [/\b(?:only |just )?half (?:of )?(?:the|our|my|as much)(?= )/gi, '50% less'],
  [/\bhalv(?:e|es|ed|ing)\b/gi, '50% less'],
  [/\btwice (?:as (?:much|many)|the|our)\b|\bdoubl(?:e|es|ed|ing)\b/gi, '100% more'],
  [/\btripl(?:e|es|ed|ing)\b/gi, '200% more'],
  [/\b(?:an |one )?(?:extra|additional) (?=[a-z])/gi, '1 more '],
  [/\b(?:someone|somebody|one person|a person) (?:extra|else|more|additional)\b/gi, '1 more person'],
  [/\b(?:another|a second|a third) (?=[a-z])/gi, '1 more '],
  [/\b(?:someone|somebody|one person) (?:less|fewer)\b/gi, '1 fewer person'],
  [/\bbetween (\S+) and (?=[$€£¥₺₹]?\d)/gi, 'between $1 to '],
  [/\bno (?:one|body)\b/gi, 'nobody'],
  [/\badd an? (?=[a-z])/gi, 'add 1 more '],
  [/\ba (day|week)(?= (?:later|longer|earlier|sooner|less|more|faster|slower)\b)/gi, '1 $1'],
];

/** Writes every number of a text in digits: "a fifth less" → "20% less", "two fewer" → "2 fewer", "another barista" → "1 more barista". */
export function writeDigits(text: string): string {
  let written = text.replace(/(\d+) (?:more|extra|additional) (?:more|extra|additional)\b/gi, '$1 more');
  written = written
    .replace(COUNT, (_, tens?: string, one?: string, unit?: string) => String(readCount(tens, one, unit)))
    .replace(LARGE, (_, count: string, scale: string) => {
      const times = /^\d/.test(count) ? Number(count) : /^half/i.test(count) ? 0.5 : 1;
      return String(times * (SCALES[scale.toLowerCase()] ?? 1));
    })
    .replace(ONE, '1');
  // "5 extra" is a number already: only a bare "extra" stands for one more.
  written = written.replace(/(\d) (?:extra|additional)\b/gi, '$1 more');
  for (const [pattern, replacement] of PHRASES) written = written.replace(pattern, replacement);
  return written.replace(/\bby (\d+(?:\.\d+)?% (?:less|more))\b/gi, '$1');
}

function readCount(tens: string | undefined, one: string | undefined, unit: string | undefined): number {
  if (unit !== undefined) return UNITS[unit.toLowerCase()] ?? 0;
  const rest = one === undefined ? 0 : one.toLowerCase() === 'one' ? 1 : (UNITS[one.toLowerCase()] ?? 0);
  return (TENS[tens?.toLowerCase() ?? ''] ?? 0) + rest;
}
