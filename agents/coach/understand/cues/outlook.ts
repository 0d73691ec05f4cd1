import { type Cue, WATCHING } from './cue.ts';

/** Signs of looking ahead, trying a change, or looking at others. */
export const OUTLOOK_CUES: readonly Cue[] = [
  // Looking ahead.
  {
    skill: 'forecast-metric',
    weight: 4,
    words:
      /\b(forecast\w*|predict\w*|projected|projections?|outlook|anticipat\w*|trajectory|on course|estimate|extrapolat\w*|guess)\b/,
  },
  { skill: 'forecast-metric', weight: 3, words: /^(the |our |my )?(expected|likely|anticipated|predicted|probable)\b/ },
  { skill: 'forecast-metric', weight: 4, words: /^(please |can you |could you )?project\b/ },
  {
    skill: 'forecast-metric',
    weight: 3.5,
    words: /\b(expect(ed|ing)?|heading|headed|likely)\b/,
    not: /\b(than|as|we|i) expected\b/,
  },
  {
    skill: 'forecast-metric',
    weight: 4,
    words: /\b(will|shall|going to|about to|set to)\b/,
    not: /\bgoing to (need|order|buy|run (out|low|short)|sell out)\b|\babout to (run|sell) out\b/,
  },
  { skill: 'forecast-metric', weight: 4, shape: /\b(METRIC|MEMBER)\b.*\bFUTURE\b|\bFUTURE\b.*\b(METRIC|MEMBER)\b/ },
  { skill: 'forecast-metric', weight: 1, shape: /\bFUTURE\b/ },
  {
    skill: 'forecast-metric',
    weight: 2,
    words:
      /\b(will|can|could|going to|gonna|might)\b.*\b(hit|reach|make|clear|beat|top|break|pass|exceed|get to|manage|achieve)\b/,
    shape: /\b(MONEY|NUM|PAST|FUTURE)\b/,
  },
  {
    skill: 'forecast-metric',
    weight: 3,
    words: /\b(can|could|are|do) (we|i)\b.*\b(hit|reach|clear|exceed|get to|going to make)\b/,
    shape: /\b(MONEY|NUM)\b/,
  },
  {
    skill: 'forecast-metric',
    weight: 2,
    words: /\b(look like|end up|finish|land|pan out|shape up|coming up)\b/,
    shape: /\b(FUTURE|WHEN)\b/,
    not: /\b(did|was|were|looked)\b/,
  },
  {
    // "What are we looking at for January?"
    skill: 'forecast-metric',
    weight: 4,
    words: /\bwhat (are|will|can|could|should) (we|i) (be )?(look\w* at|expect\w*|in for|reckon\w* with|count\w* on)\b/,
    shape: /\b(FUTURE|WHEN)\b/,
  },
  // Trying a change.
  {
    skill: 'what-if',
    weight: 8,
    words:
      /\b(what if|what happens (to|if|when|with)|what would happen|suppose|supposing|imagine|hypothetical\w*|assum(e|ing) (that )?(we|i|the|a|our|price)|simulate|scenario|how would .* (change|react|respond)|let us say|pretend)\b/,
  },
  { skill: 'what-if', weight: 8, words: /^(say|(let us )?assume)\b/ },
  {
    skill: 'what-if',
    weight: 8,
    shape:
      /\bwould\b.*\bwith (a |an |only )?(PCT|NUM|third|quarter|half|twice|double|fifth|tenth|[a-z]+ (more|fewer|less))\b/,
  },
  {
    skill: 'what-if',
    weight: 8,
    words: /\bwhat (does|would|will|do|might)\b.*\b(do to|do for|mean for)\b/,
    shape: /\b(PCT|MONEY|NUM|increase|cut|raise|drop|rise)\b/,
  },
  {
    skill: 'what-if',
    weight: 8,
    words: /\bif (i|we|our|my|the|they|it|you|all|every|prices?|costs?|\w+ \w+)\b/,
    shape: /\bif\b.*\b(PCT|MONEY|NUM|twice|doubl\w*|halv\w*|half)\b/,
    not: new RegExp(`${WATCHING.source}|\\b(know|see|check|ask|tell|wonder\\w*) if\\b|^\\w+( \\w+){0,3} (if|when)\\b`),
  },
  {
    skill: 'what-if',
    weight: 7,
    words:
      /\bif\b.*\b(would|had|were|was|could|goes|went|falls?|rises?|drops?|doubles?|doubled|halves?|halved|raised?|cut|lower\w*|increase[ds]?|decrease[ds]?|grew|grows?|fell|rose|dropped|put|hire[ds]?|open(ed)?|close[ds]?|spent|spend|charged?|lost|lose|move[ds]?|add(ed)?|climb(s|ed)?)\b/,
    not: new RegExp(`${WATCHING.source}|\\bknow if\\b`),
  },
  {
    skill: 'what-if',
    weight: 7,
    words:
      /\bwould\b.*\b(do to|do for|mean for|affect|impact|cost us|lose us|win us|change|get us|bring|hurt|help|boost|damage|dent|kill|lift|harm|put off|scare)\b/,
    shape: /\b(PCT|MONEY|NUM)\b|doubl|halv/,
  },
  {
    skill: 'what-if',
    weight: 9,
    words: /\b(effect|impact|result|consequences?)s?\b( on [^,.?]{1,40}| for [^,.?]{1,40})?( of\b|\W*$)/,
    shape: /\b(PCT|MONEY|NUM|doubl\w*|halv\w*|third|quarter)\b/,
    not: /\b(did|was|were|had|has|have)\b/,
  },
  // Others and the economy.
  {
    skill: 'compare-benchmark',
    weight: 6,
    words:
      /^(what |how much |how many )?(do|does) (?!we\b|i\b|our\b|my\b|you\b).*\b(usually|typically|normally|generally)\b|\b(companies|businesses|firms|owners) (usually|typically|normally|generally)\b/,
  },
  {
    skill: 'compare-benchmark',
    weight: 7,
    words:
      /\b(industry|industries|sector|competit(or|ors|ion|ive)|rivals?|peers?|benchmarks?|market average|typical|economy|inflation|interest rates?|unemployment|nationally|national average|similar (\w+ )?\w+s|businesses like|places like|(like|such as) (ours|us|mine)|going rate|rule of thumb|the market doing)\b/,
    not: /\b(a typical (day|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b/,
  },
  { skill: 'compare-benchmark', weight: 6, words: /\bnormal\b/, not: /\b(than|as|to|back to) (normal|usual)\b/ },
  {
    skill: 'compare-benchmark',
    weight: 6,
    words:
      /\b(with|than|to|against|do|does|are|vs|of|at|for|from|like) (the )?(most |many )?(other|others)\b( [a-z]+){0,2}(\W|s\b|$)/,
    not: /\bthe other (one|shop|store|branch|site)\b|\b(on|from|to|by) the other\b/,
  },
  {
    skill: 'compare-benchmark',
    weight: 6,
    words:
      /^(is|are|do|does|did|has|have|how)\b.*\b(everywhere|everyone else|everybody else|anyone else|anybody else|all over|nationwide|in general|across the (country|trade|sector)|for (everyone|everybody|all))\b/,
  },
  {
    skill: 'compare-benchmark',
    weight: 6,
    words:
      /\bwhat (is|are|would be|should be) (a |an |the )?(good|healthy|decent|average|standard|reasonable|usual|normal|common)\b.*\b(for|in|at)\b/,
  },

  {
    skill: 'compare-benchmark',
    weight: 7,
    words: /\bwhat (percent\w*|share|proportion|level)\b.*\bshould\b|\bshould\b.*\bbe (for|in) (a|an|most)\b/,
  },

  {
    skill: 'compare-benchmark',
    weight: 6,
    words:
      /\b(stack|measure) up\b|\b(above|below) average\b|\bwhere do (we|i) (stand|rank)\b|\b(others|everyone else) in (the|our|my)\b|\bis (a |an |our |my )?.*\b(good|healthy|ok|okay|decent|high|low|bad|reasonable|acceptable) (for|in) (a|an|the|our|this)\b/,
  },
];
