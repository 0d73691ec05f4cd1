import { STAFF_WORDS } from '../ontology.ts';
import type { Cue } from './cue.ts';

/** Words for paid attention. */
const ADS =
  /\b(ads?|adverts?|advertis\w*|marketing|promo\w*|campaigns?|media|facebook|instagram|google|tiktok|flyers?|leaflets?|radio|newsletter|influencers?|billboards?|sponsor\w*)\b/;

/** Signs of wanting a plan: stock, staff, prices, marketing money. */
export const PLAN_CUES: readonly Cue[] = [
  // Stock.
  {
    skill: 'plan-inventory',
    weight: 7,
    words:
      /\b(stock(s|ed|ing)?|restock\w*|overstock\w*|understock\w*|re-?order\w*|inventory|replenish\w*|par levels?|safety stock|purchase orders?|stock ?outs?|(run|runs|running|ran) (low|out|short)|out of stock|(sell|sells|selling|sold) out|(needs?|want|about|help with|start|for) ordering|top(ping)? up|use by|perishables?|leftovers?)\b/,
  },
  {
    // Where these words are the name of a number, they are not about buying.
    skill: 'plan-inventory',
    weight: 7,
    shape:
      /^(?!.*\bMETRIC\b).*\b(suppliers?|supplies|ingredients)\b|\b(need|order|buy|get)\b.*\b(suppliers?|supplies|ingredients)\b/,
    not: /\b(did|was|were)\b/,
  },
  {
    skill: 'plan-inventory',
    weight: 9,
    words:
      /\border(ing)? (quantit\w+|amounts?|list|plan|sheet|form|proposal)\b|\b(shopping|buying|purchas\w+) (list|plan)\b/,
    not: /\b(did|was|were)\b/,
  },
  {
    skill: 'plan-inventory',
    weight: 9,
    words: /\border for\b|\b(are|am|is|be|get|getting) (\w+ )?(short|low) (of|on)\b|\bwe (\w+ )?(short|low) (of|on)\b/,
    not: /\b(how many|per order|average order|orders|did|was|were|if|in order)\b/,
  },
  {
    // What one is about to be short of is asked to be prevented, not foretold.
    skill: 'plan-inventory',
    weight: 5,
    words: /\b(going to|will|about to|might|could)\b.*\b(run (low|out|short)|sell out|be (short|out) of)\b/,
  },
  {
    skill: 'plan-inventory',
    weight: 4.5,
    shape: /\border\b/,
    not: /\b(order (value|size|type|count)|in order|the order|per order|an order|average order)\b/,
  },
  {
    skill: 'plan-inventory',
    weight: 8,
    words:
      /\b(what|how (much|many)|which)\b.*\b(to|should (i|we)|must (i|we)|do (i|we)( need to| have to)?)\b.*\b(order|buy|purchase|get in|bring in|prep|prepare|bake|make up|stock)\b/,
    not: /\bad(s|vert\w*)?\b/,
  },
  {
    skill: 'plan-inventory',
    weight: 10,
    words: /\bhow (much|many) .* (do|will|should|would) (i|we) need\b/,
    not: STAFF_WORDS,
  },
  {
    skill: 'plan-inventory',
    weight: 3.5,
    words:
      /\b(do (i|we) (have|need)|have (i|we) got|is there) enough\b|\blow on\b|\b(what|how much) to (buy|order|get|stock|prep)\b/,
  },

  {
    skill: 'plan-inventory',
    weight: 5,
    words: /\b(carrying|holding|have|got|keeping|keep|sitting on)\b.*\b(too (much|many|little|few)|enough)\b/,
    shape: /\b(too (much|many|little|few)|enough) (of )?MEMBER\b|\bcarrying\b/,
    not: STAFF_WORDS,
  },
  // Staff.
  {
    skill: 'plan-staffing',
    weight: 7,
    words:
      /\b(rosters?|rotas?|timetabl\w*|shifts?|schedul(e|es|ing)|rostering|staffed|staffing|(under|over)-?staff\w*|on duty|man the|short[- ](staffed|handed))\b/,
    not: /\b(schedule (a|the|me|my)? ?(report|digest|summary|email|recap))\b|\bshift (the |some |my |our )?(\w+ )?(budget|spend|money)\b|\b(we|did|to|you) shift(ed)?\b/,
  },
  {
    skill: 'plan-staffing',
    weight: 7,
    words:
      /\bwho works\b|\bwho (should|is|will|can|do i|do we|shall|must|could|needs? to|works?)\b.*\b(work\w*|on|in|cover\w*|put|open|close)\b/,
  },
  {
    // "Which baristas work Saturday?", "who worked Saturday?": who is on, and who was.
    skill: 'plan-staffing',
    weight: 7,
    words: new RegExp(
      `\\bwho (?:all )?(?:worked|was (?:on|in|working|rostered|scheduled|there)|did work|had (?:the |a )?(?:\\w+ )?shift)\\b|\\b(?:which|what) (?:of (?:the|our|my) )?${STAFF_WORDS.source} (?:works?|worked|working|(?:is|are|was|were|will be) (?:on|in|working|there|off))\\b|\\b(?:did|does|do|is|was|will|when (?:did|does|do|is|will)) .*\\b(?:work|working|on (?:shift|duty)) (?:on |at |this |next |last |today|tomorrow|yesterday|in the |mon|tue|wed|thu|fri|sat|sun|over|\\?|$)`,
    ),
    not: /\b(did (that|this|it|the plan|the roster|the ads?|we)|how did)\b/,
    shape: /^(?!.*\bMETRIC\b)/,
  },
  {
    skill: 'plan-staffing',
    weight: 7,
    words: new RegExp(
      `\\b(how many|enough|extra|more|another|a second|a third|additional|too many|too few|need|spare|fewer|less|which (?=\\w+ (should|can|could|will)))\\b[^,.?]{0,24}${STAFF_WORDS.source}`,
    ),
    not: /\b(we (get|got|had|have had|see|saw|serve|served)|visit\w*|joined?|signed?|came|come|bought|through|leaving|left|leave)\b/,
  },
  {
    skill: 'plan-staffing',
    weight: 6,
    shape:
      /\bhow many (more |extra |other )?[a-z]+(?:ers|ists|ors|ians|ants|keepers|men|hands)\b (?:for|on|do (?:i|we) need|should|at|in)\b/,
    not: /\b(orders|customers|visitors|members|users|subscribers|followers|numbers|others|papers|dinners|burgers|flowers|offers)\b/,
  },
  {
    skill: 'plan-staffing',
    weight: 6,
    words:
      /\b(need|find|get|arrange|want|have|got) (some |enough |any |more |extra )?cover\b(?! charge)|\b(hire|hiring|overtime|day off|days off|time off|call in sick|called in sick)\b/,
    shape: /^(?!.*\bMETRIC\b.*\b(PAST|why)\b)/,
  },
  {
    skill: 'plan-staffing',
    weight: 7,
    words:
      /\bhow many\b.{0,24}\b(on|at|behind|in) the (tills?|floor|bar|counter|desk|line|kitchen|door|pass|phones|register)\b/,
    not: /\b(did|was|were|sold|sell|had)\b/,
  },
  {
    skill: 'plan-staffing',
    weight: 6,
    words: /\b(cheapest|smallest|leanest|minimum|ideal|optimal|right) (\w+ )?(crew|team|staff\w*|line-?up|people)\b/,
  },
  {
    skill: 'plan-staffing',
    weight: 2.5,
    words:
      /\bhow many\b.*\b(do|should|will|would|must) (i|we) (need|put|have|roster|schedule)\b|\bshould be (on|in|working)\b|\bsend (someone|somebody|people|staff|anyone) home\b|\bhow many .*\b(on|at) the (tills?|floor|bar|counter|desk|line|kitchen)\b/,
  },
  // Prices.
  {
    skill: 'set-prices',
    weight: 4,
    words:
      /\b(prices?|pricing|priced|charg(e|es|ing)|overcharg\w*|undercharg\w*|discount\w*|mark ?up|mark ?down|repric\w*)\b/,
    // What was charged is a number, not advice.
    not: /^what (was|were|has|have)\b|\b(did|have|had) (we|i|you|they) (\w+ )?(charg|pric|discount)|\baverage (\w+ )?price\b/,
  },
  {
    skill: 'set-prices',
    weight: 2.5,
    words:
      /\b(should|optimi[sz]\w*|best|right|ideal|time to|raise|raising|increase|lower|put up|put .* up|up the|enough|too (low|high|cheap|expensive|much|little)|get away with|afford|can i|could (i|we)|what|how much|suggest|recommend|review|set|fix)\b/,
    also: /\b(prices?|pricing|priced|charg\w*|discount\w*|repric\w*)\b/,
    not: /^what (was|were|has|have)\b/,
  },
  {
    skill: 'set-prices',
    weight: 5,
    words: /\b(what|how much) (should|would|ought|could) .*\b(cost|be|sell for|go for|retail (at|for)|be priced)\b/,
    not: /\b(be (working|on|in)|order|stock)\b/,
  },
  {
    skill: 'set-prices',
    weight: 6,
    words:
      /\b(what|which) (rate|fee|price|tariff|price point)s?\b.*\b(should|ought|can|could)\b|\b(should|can|could|ought)\b.*\b(expensive|cheaper|dearer|cost (more|less))\b/,
  },
  {
    skill: 'set-prices',
    weight: 5,
    shape: /\bis MONEY\b.*\b(too|enough|fair|right|reasonable|dear|cheap|expensive|much)\b/,
  },
  {
    skill: 'set-prices',
    weight: 6,
    words: /\b(should|could|can|would|do|shall) (i|we) (sell|offer|list|flog|let)\b.*\b(for|at)\W*$/,
  },
  { skill: 'set-prices', weight: 4.5, words: /\b(too cheap|too dear|too expensive|underpric\w*|overpric\w*)\b/ },
  // Marketing money.
  {
    skill: 'plan-budget',
    weight: 6,
    words: new RegExp(
      `${ADS.source}.*\\b(split|allocat\\w*|divid\\w*|distribut\\w*|mix|best|better|where|invest|put|spread|shift|move|or|between|spend it|should)\\b|\\b(split|allocat\\w*|divid\\w*|distribut\\w*|mix|best|better place|where should|where (do|would|can)|invest|put|spread|shift|move|how should|should|spend|reallocat\\w*|optimi[sz]\\w*)\\b.*${ADS.source}`,
    ),
    shape:
      /\b(MONEY|NUM|budget|mix|split|allocat\w*|where should|how should|best (place|way|use|return)|should (i|we) (spend|invest|put))\b/,
    not: /\b(did (we|i) spend|did .* (bring|work|help|pay)|(we|i|was|had|have|been) spent|would|if)\b/,
  },
  {
    skill: 'plan-budget',
    weight: 7,
    words: ADS,
    also: /\b(where|how (should|do|would|can|best|to)|what (should|do|would) (i|we)|which)\b/,
    shape: /\bMONEY\b/,
    not: /\b(did|spent|if|had|happens?|affect|impact|effect)\b/,
  },
  {
    skill: 'plan-budget',
    weight: 7,
    words: ADS,
    also: /\b((best|better|well|wisely) (spent|used|invested)|to (best|good|better) use|most (out of|from)|bang for|(best|most|biggest|highest) (return|bang|roi)|furthest|go further)\b/,
    not: /\b(did|was|were)\b/,
  },
  { skill: 'plan-budget', weight: 5, words: /\bbudgets?\b/, not: /\b(under|over|vs|against|to|on) budget\b/ },
  { skill: 'plan-budget', weight: 3, words: ADS, shape: /\bMONEY\b/, not: /\b(did|spent|if|cost)\b/ },
  {
    skill: 'plan-budget',
    weight: 4,
    words: /\b(where|how) (should|do|would|can|best to|shall) (i|we)? ?.*\b(spend|invest)\b/,
    shape: /\b(MONEY|NUM)\b/,
  },
];
