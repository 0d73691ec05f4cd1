import type { Cue } from './cue.ts';

/** Signs of asking what was, why it was, and how that is known. */
export const NUMBER_CUES: readonly Cue[] = [
  // Asking what is.
  { skill: 'ask-metric', weight: 2, shape: /\bMETRIC\b/ },
  { skill: 'ask-metric', weight: 1.5, shape: /\bMEMBER\b/ },
  {
    skill: 'ask-metric',
    weight: 1,
    words:
      /\b(how (much|many)|what (is|was|are|were|did|has|have)|show|give me|list|total|compare|number of|which|tell me|get me|pull up|break ?down|split|how (is|are|did|was|were))\b/,
  },
  { skill: 'ask-metric', weight: 1.5, shape: /\bPAST\b/ },
  { skill: 'ask-metric', weight: 1.5, words: /^(did|do|have|are|were) (we|i)\b/ },
  {
    skill: 'ask-metric',
    weight: 3,
    words:
      /\b(are|were|is) (we|sales|business|trade) (up|down|ahead|behind|growing|better|worse)\b|\bhow (much|many) (\w+ ){0,3}(did|have|do|has) (we|i|\w+)\b|\bwhat did (we|i) (make|sell|take|earn|do|spend)\b/,
    not: /\b(industry|other)\b/,
  },
  {
    skill: 'ask-metric',
    weight: 2.5,
    words:
      /\b(best|worst|top|bottom|most|least|highest|lowest|biggest|smallest|busiest|quietest|slowest)[ -]?(sell\w*|sold|perform\w*|popular|earn\w*)?\b/,
    shape: /\b(DIM|METRIC|who|day|what)\b/,
    not: /\b(should|could|can|how)\b/,
  },
  // Explaining what happened.
  { skill: 'explain-change', weight: 5, words: /\bwhy\b/, not: /\bwhy (not|do not)\b/ },
  {
    skill: 'explain-change',
    weight: 4.5,
    words:
      /\bwhat (is |was |has |have |are |were )?(been )?(really |actually |mainly )?(behind|driv\w+|drove|caus\w+|pushing|pushed|pulling|pulled|dragg\w+|hurt\w*|explain\w*|led to|contribut\w*|affect\w*|influenc\w*|impact\w*|went wrong|going wrong|going on with|happened to|changed|moved|killed|killing|boost\w*|help\w*|made|moves?|lifts?|shapes?|determines?|eats|eating)\b/,
    not: /\b(if|would)\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    words:
      /\b(explain\w*|(root |the |main )causes?|reasons?|caused|to blame|responsible for|drivers?|accounts? for|attribut\w*|explanation)\b/,
    not: /\b(driver shifts?|delivery driver|explain (how you|your|yourself))\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    words: /\bwhat (is going on|has happened|happened|is happening|is up with|gives|went on|is wrong)\b/,
    not: /\bwhat happens? (if|to)\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    words:
      /^(so )?(did|does|do|is|are|was|were|has|have|could)\b.*\b(bring\w* (in|more|us)?|brought|cause\w*|causing|hurt\w*|help\w*|affect\w*|impact\w*|influenc\w*|driv\w+|drove|lead to|led to|boost\w*|pay off|paid off|make (a|any) difference|push\w*|drag\w*|responsible|lift\w*|because|work|put \w+ off|deter\w*|scar\w+|attract\w*|turn\w* away|cost us|lose us|worth it|pay for itself)\b/,
    shape: /\b(METRIC|MEMBER)\b/,
    not: /\b(schedule|shift|roster|rota|work (on )?(today|tomorrow|this|next|mon|tue|wed|thu|fri|sat|sun)\w*)\b/,
  },
  {
    skill: 'explain-change',
    weight: 4,
    words:
      /\b(makes?|made|because of|due to|thanks to)\b.*\b(jump\w*|drop\w*|fall|rise|go up|go down|dip|spike|grow|shrink|increase|decrease)\b/,
    not: /\bif\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    words:
      /\b(the|that|this|a) (\w+ )?(drop|dip|fall|rise|jump|spike|surge|slump|increase|decrease|decline|crash|swing|downturn|uptick|plunge|collapse|peak|slowdown)( (in|of|at|on)\b|\W*$)/,
    // How big or how usual a fall is, and being told of one, is not why it came.
    not: /\b(if|after|expect|how (big|large|much|many|bad|steep|deep|long|often)|when|whenever|which|show|list|normal|typical|usual|alert|warn|tell me (about|of|when)|was there|were there|is there)\b/,
  },
  {
    skill: 'explain-change',
    weight: 5,
    words:
      /\b(help (me|us) (to )?(understand|see|work out)|make sense of|get to the bottom|(understand|figure out|work out|know|dig into|look into) (why|what))\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    words:
      /\bwhere (did|have|has) .* (go|gone)\b|\b(anything|something|nothing) (odd|strange|weird|unusual|off|wrong|funny|fishy|up)\b|\bwhat is the (story|matter|deal|problem|issue)\b|\b(wrong|up) with\b|\bhow did (that|this|it) happen\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    shape:
      /\bwhat (((is|are|was|were)|(has|have) been) [a-z]+ing|(has|have) [a-z]+(ed|en))\b( [a-z]+){0,3} (METRIC|MEMBER)\b/,
    not: /\bwhat (is|are|was|were) (coming|selling|going to|opening|closing|remaining|outstanding|pending|running|trending)\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    shape:
      /^(so )?(did|does|do|has|have|is|was|were) (the |our |my |all the |that |this )?(?!we\b|i\b|you\b|it\b|they\b|there\b|the\b|our\b|my\b|any\w*\b)[a-z]+( [a-z]+){0,3} (our |the |my )?(MEMBER )?METRIC(?!( PAST| WHEN)? (?!at\b|in\b|on\b|for\b|by\b|over\b|last\b|much\b|at all\b)[a-z])/,
    not: /\b(other|others|more than|better than|compare|than|or|record|enough)\b/,
  },
  {
    // Does one thing sell another: "does heat sell more gelato?"
    skill: 'explain-change',
    weight: 5,
    shape:
      /^(so )?(did|does|do|has|have) (the |our |my )?([a-z]+ )?(METRIC|[a-z]+ing|weather|rain|sun) (really |actually )?(sell|move|shift|make|get|win|cost|lose|change)\b/,
  },
  {
    // One number asked to be behind another: "did the promo spend get us more guests?"
    skill: 'explain-change',
    weight: 5,
    shape:
      /^(so )?(did|does|do|has|have|is|are|was|were) (the |our |my |that |those |all |extra )*([A-Za-z]+ ){0,2}METRIC ([a-z]+ ){1,4}(MEMBER )?METRIC\b/,
    not: /\b(than|vs|versus|or|and|compare\w*|exceed\w*|above|below|as|like|per|of)\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.2,
    shape:
      /^(our |the |my )?(MEMBER |METRIC )*(METRIC|MEMBER)( [a-z]+){0,2} (is|are|was|were|has|have|keeps?|just|really|suddenly)? ?([a-z]+ )?(down|up|dropped|dropping|fell|fallen|falling|jumped|tanked|slumped|collapsed|doubled|halved|crashed|plummeted|shot up|spiked)\b/,
    not: /\b(will|should|next|to|by \d|if|how|forecast)\b/,
  },
  {
    skill: 'explain-change',
    weight: 7,
    words: /\b(is|was) it\b.*\b(that|which|who) [a-z]+(ed|s|t|d|n|ing)?\b/,
    shape: /\b(METRIC|MEMBER|PAST|WHEN)\b/,
  },
  {
    skill: 'explain-change',
    weight: 4.5,
    words:
      /\bhow (did|has|have|is|are|do|does)\b.*\b(get|got|gotten|become|became|gone|go|end up|come to be|grow|fall|drop) (so|this|that|as) \w+/,
    not: /\bhow (did|do) (you|this|that|it)\b/,
  },
  // How an answer was made.
  {
    skill: 'show-working',
    weight: 7,
    words: /\b((walk|talk|take|run) (me|us) through|step by step)\b/,
    shape: /^(?!.*\b(METRIC|MEMBER|why)\b)/,
  },
  {
    skill: 'show-working',
    weight: 7,
    words:
      /\b(what|which) (data|numbers|figures|files?|rows|records|evidence)\b.*\b(behind|under\w*|use[ds]?|support\w*|backs?( up)?|go\w* into|went into)\b/,
  },
  {
    skill: 'show-working',
    weight: 7,
    words:
      /\bhow( (on earth|exactly|the hell|come|ever))? (did|do|would|was|were|is|are|have) (you|that|this|it|these|those|they|the (number|figure|forecast|answer|result)s?)\b.*\b(get|got|calculat\w*|work(ed)? (\w+ )?out|arriv\w*|come up|came up|come to|came to|conclude\w*|land on|deriv\w*|figured?|made|comput\w*|know|reach\w*|built|done|estimated|find)\b/,
  },
  {
    skill: 'show-working',
    weight: 7,
    words:
      /\b(show|see|give|open|view|check|list)\b.*\b(data behind|numbers behind|(your|the) (working|workings|work|math|maths|calculations?|sources?|evidence|rows|method|steps|raw data|underlying (data|numbers|figures|rows)|formula|raw numbers)|the data|rows|working)\b|\b(figures|numbers|data|rows|records|days|file) (that )?you (used|took|looked at|went by)\b/,
  },
  {
    skill: 'show-working',
    weight: 7,
    words:
      /\b(where|which (file|rows?|data|source|model|method))\b.*\b(that|this|it|these|those|the (number|figure)s?|you)\b.*\b(come|came|coming|from|get|got|use|used)\b/,
    not: /\b(our|my)\b/,
  },
  {
    skill: 'show-working',
    weight: 7,
    words:
      /^(and )?(your |the )?sources?\W*$|\b((that|this|it|these|answer|forecast|number) (is |was |are )?based on|based on what|(on|by) what basis|where from$|what (is|was|are) (that|this|it|these|those) based on|prove (it|that|this)|back (it|that|this) up|says who|(how (sure|accurate|reliable|confident|certain|good) (is|are|was) (you|that|this|it|the|these|your))|can i (trust|believe)|are you sure|your sources?|the source|show your)\b/,
  },
];
