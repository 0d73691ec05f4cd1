import { type Cue, WATCHING } from './cue.ts';

/** Signs of goals, summaries, alerts, files, privacy, and of talking to the coach itself. */
export const HABIT_CUES: readonly Cue[] = [
  // Goals.
  {
    skill: 'track-goal',
    weight: 6,
    shape:
      /\b(i|we) (want|would like|need|would love)( to (have|get|see))?( at least| about)? (NUM|MONEY|PCT) ([a-z]+ ){0,2}METRIC\b/,
  },
  {
    skill: 'track-goal',
    weight: 8,
    words: /\b(our|my|the) (aim|ambition|hope|plan|dream) (is|for|would be)\b/,
    shape: /\b(METRIC|NUM|MONEY|PCT)\b/,
  },
  {
    skill: 'track-goal',
    weight: 8,
    words: /\b(goals?|targets?|objectives?|kpis?|okrs?|on track|milestones?)\b/,
    not: /\b(hit|miss)ing the target audience\b/,
  },
  {
    skill: 'track-goal',
    weight: 6,
    words:
      /\b(aim(ing)? (for|to|at)|(i|we) (want|need|plan|hope|intend|would like|am trying|are trying|mean) to|my (aim|ambition|plan) is to|let us (get|grow|reach|hit|cut))\b.*\b(grow|get|reach|hit|cut|increase|reduce|raise|lower|sell|double|halve|improve|boost|bring|make|achieve|keep|stay|be at|go from|have)\b/,
    shape: /\b(METRIC|PCT|NUM|MONEY)\b/,
    not: /\b(know|see|understand|look at|view|find out|compare)\b/,
  },
  { skill: 'track-goal', weight: 6, words: /\baim(ing)? (for|at)\b/ },
  {
    skill: 'track-goal',
    weight: 7.5,
    shape:
      /^(let us |please )?(get|grow|cut|reduce|increase|keep|bring|push|take|raise|lower|double|halve) (our |the |my )?(MEMBER )?METRIC\b.*\b(to|by|under|below|above|over|at|up|down)\b.*(NUM|PCT|MONEY|FUTURE)/,
  },
  {
    skill: 'track-goal',
    weight: 6,
    words: /\b(i|we) (want|would like|need|would love)\b/,
    shape: /\bMETRIC\b.*\b(to|at|under|over|above|below|by|of|down|up)\b.*\b(NUM|MONEY|PCT)\b/,
    not: /\b(know|see|if)\b/,
  },
  // Summaries.
  { skill: 'write-digest', weight: 4, words: /\bdigests?\b/ },
  {
    skill: 'write-digest',
    weight: 6,
    words:
      /\b(digest|summar(y|ies|i[sz]e|i[sz]ing)|recap|round ?-?up|wrap ?-?up|overview|briefing|catch me up|bring me up to (speed|date)|highlights|headlines|state of (the|my|our) (business|company|shop)|anything (i|we) should know|what is new|what did (i|we) miss|fill me in|run ?down|(do|should) (i|we) need to know|(should|must) (i|we) know|anything to report|anything\b.*\b(worry about|look (at|into)|attention|worried about)|big picture|what is the (situation|score|latest|state of play|story so far|news)|state of play|how do (we|things) stand)\b/,
  },
  {
    skill: 'write-digest',
    weight: 4.5,
    shape: /\bhow (did|was|is|has|were) (PAST|WHEN)( been)?( go| going| look| looking| for us)?\W*$/,
  },
  { skill: 'write-digest', weight: 6, shape: /\bnewsletter\b/, not: /\b(subscri\w*|sign\w*|spend|budget)\b/ },
  {
    skill: 'write-digest',
    weight: 4,
    words:
      /\b(every|each) (morning|evening|night|day|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/,
    also: /\b(send|mail|email|post|text|message|report|update|numbers|me|us)\b/,
    not: /\b(how (much|many)|what|why|which|who|if|when|order|stock|staff|shift)\b/,
  },
  { skill: 'write-digest', weight: 3, words: /\b(report|update)\b/ },
  {
    skill: 'write-digest',
    weight: 5,
    words:
      /\bhow (is|are|was|were|did|has|have) (we|business|things|it all|everything|trade|trading|the (business|company|shop|store|week|month|year|quarter))( been)?( (do|doing|go|going|done|look|looking|been|perform\w*|getting on|far[ei]\w*))?\b/,
    not: /\b(compare|stack|than|vs|against|other)\b/,
  },
  // Watching.
  {
    skill: 'watch-metric',
    weight: 9,
    words: WATCHING,
    not: /\bwatch(ed)? (tv|a|video)\b|\b(tell|let) (me|us)? ?know (why|how|what)\b/,
  },
  {
    skill: 'watch-metric',
    weight: 9,
    words:
      /^(please |can you |could you |i want you to )?(?!what|how|why|who|which|where|is|are|was|were|did|do|does|say|and|so|forecast|predict|show|suppose|explain|if|when|imagine|compare)\w+( (me|us|out|a|at|shout|yell|buzz|bell|line|the|team|channel|in)){0,5} (if|when|whenever|once|as soon as)\b/,
    shape: /\b(METRIC|MEMBER|we|sales)\b/,
  },
  { skill: 'watch-metric', weight: 9, words: /\b(alerts?|alarms?|notifications?|warnings?)\b/ },
  {
    skill: 'watch-metric',
    weight: 9,
    words:
      /\b(stop|quit|no more) (telling|pinging|emailing|mailing|messaging|notifying|texting|bothering|warning|watching|nagging|pestering|alerting)\b/,
  },
  // Privacy.
  {
    skill: 'privacy',
    weight: 8,
    words: /\b(all|every bit) (of )?(my|our|the company) (data|information|info|records)\b/,
    not: /\b(import|upload|load|read|use|based|across|from|goals?|alerts?|show)\b/,
  },
  {
    skill: 'privacy',
    weight: 10,
    words: /\b(gdpr|ccpa|data protection|right to be forgotten|forget (me|us|everything)|personal data|privacy)\b/,
  },
  {
    skill: 'privacy',
    weight: 10,
    words:
      /\b(delete|remove|erase|wipe|export|download|purge|destroy|get rid of|copy of|hand over|take out)\b.*\b(my|our|all|everything|the)\b.*\b(data|account|information|info|records|history|me|us|we|you)\b/,
    not: /\b(goals?|alerts?|targets?|plan|chart|rows?)\b/,
  },
  {
    skill: 'privacy',
    weight: 10,
    words:
      /\b(everything|all|what( data| information| info)?) (that )?(you )?(do you )?(have|know|hold|keep|store)\b.*\b(on|about) (me|us)\b|\b(delete|remove|close|cancel) (my|our) account\b/,
  },
  {
    skill: 'privacy',
    weight: 10,
    words:
      /^(please |can i |could i )?(export|download)( (it|this|that|everything|all|my data))?( please| now)?\W*$|\b(download|export|delete|erase|wipe|purge) (all of it|all of this|everything|it all)\b/,
  },
  {
    skill: 'privacy',
    weight: 10,
    words:
      /\b(my|our|all|the) (\w+ )?(data|account|information|info|records|details|history)\b.*\b(deleted|removed|erased|wiped|destroyed|exported|gone|closed)\b/,
    not: /\b(goals?|alerts?|targets?|why|was|were|rows?)\b/,
  },
  // Files.
  {
    skill: 'import-file',
    weight: 8,
    words:
      /\b(import|upload|load|read|ingest|add|attach\w*|use|open|process|here is)\b.*\b(file|csv|spreadsheet|excel|xlsx?|sheet|export from|attachment|tsv)\b/,
  },
  {
    skill: 'import-file',
    weight: 8,
    words:
      /\b(attached|attaching|attachment|uploaded|uploading|dropped in|dropping in)\b.*\b(export|file|data|report|numbers|figures|sheet|list|invoices?|receipts?|statement|it|this)\b/,
    not: /\bhow\b/,
  },
  {
    skill: 'import-file',
    weight: 6,
    words: /\b(attached|enclosed|uploaded)\W*$|^attached\b/,
    not: /\b(how|what|why|which)\b/,
  },
  {
    skill: 'import-file',
    weight: 6,
    words:
      /^(please )?(import|upload)\b|\b(here is|i have attached|attached is|take) (my|our|the|some) (new |latest )?(data|numbers|figures|sales data)\b/,
  },
  // The coach itself.
  {
    skill: 'help',
    weight: 7,
    words:
      /\b(what (can|do|could) (you|i) (do|ask|help|know)|what (kind|sort|type)s? of (things?|questions?)|how (do|does|can) (this|you|it|i) (work|use (this|you|it)|start|get started)|who are you|what are you( able)?|what is this( (thing|bot|app))?\??$|can you help|help me( out)?\??$|what are your (skills|abilities)|what you can do|how can you help|instructions)\b/,
  },
  { skill: 'help', weight: 5, words: /^(help|menu|commands|start)\W*$/ },
  {
    // Thanks with a kind word and nothing asked.
    skill: 'help',
    weight: 6,
    words: /^(ok(ay)? |great |perfect )?,? ?(many )?(thanks|thank you|ta)\b/,
    not: /\?|\b(what|how|why|which|who|when|where|show|give|forecast|predict|and|but|now|tell|can)\b/,
  },
  {
    skill: 'help',
    weight: 6,
    words:
      /^(hi|hello|hey|hiya|yo|howdy|greetings|good (morning|afternoon|evening|day)|morning|evening)( there| all| everyone| team| coach| again| mate)*\W*$/,
  },
  {
    skill: 'help',
    weight: 6,
    words:
      /^(ok |okay |great |cool |perfect |nice |brilliant )*,? ?(thanks|thank you|cheers|ta|much appreciated|nice one|great|cool|perfect|brilliant|awesome|lovely)( so much| very much| a lot| a million| a bunch| again| for (that|this|your help)| mate| you)*\W*$/,
  },
];
