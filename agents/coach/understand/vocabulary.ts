import { DIMENSION_CONCEPTS, METRIC_CONCEPTS } from './ontology.ts';
import { rootOf } from './word-forms.ts';

/** Words a slip may be corrected to: those that decide what a question means. */
const DECIDING = `forecast predict projection expected expect forecasted yesterday today tomorrow weekend week weeks month months quarter
quarterly year years weekly monthly daily january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday christmas easter valentine halloween thanksgiving compare compared
comparison explain happened reason inventory stock reorder restock schedule roster staffing staffed shifts budget advertising
marketing industry average benchmark competitors summary digest report alert notify approve dismiss reject export delete import
upload preview breakdown location product channel price prices pricing charge discount target goals raised increase increased decrease
decreased dropped suppose optimize cheapest optimise previous`;

/** Common words that are spelled right, so they are never taken for a slip of another. */
const COMMON = `a about above across actually add after again against ago all almost alone along already also always am amount an and another any
anyone anything appear are area around as ask at away back bad badly based basis be beat because become been before began begin behind being below
best better between big bigger biggest bin both bottom break bring broken brought build business but buy by call came can cannot case catch cause
caused center change changed changes changing cheap cheaper check clear close closed come comes coming could count couple cover covers create current
currently customers cut cutting date day days deal dear did different do does doing done double doubled down draw drive drives driving drop during each
earlier early earn earned either else end ending enough entire even ever every everyone everything exactly expensive extra fall falling fallen far
fell few fewer figure file find fine first fix flat following food for found free from full fun further gave get gets getting give given go goes going
gone good got great grew group grow growing grown growth had half halve halved happen happens hard has have having he head heading hear heard held help
her here high higher highest him his hit hold home hour hours house how hurt if ill important in increases into is issue it its job just keep keeps kept
kind know known large largest last late later lately lead least leave led left less let level light like likely line list little live local long longer
look looked looking looks lose losing lost lot lots low lower lowest made main make makes making many match may maybe me mean meant middle might mine
mix money more morning most mostly move much must my name near need needed needs never new news next nice night no nobody none nor normal not nothing
now number numbers of off offer often oh ok okay old on once one ones only open or other others our ours out over overall own paid part past pay per
percent perhaps person pick place plan please plus point poor possible pretty problem project promo pull push put question quick quickly quite raise ran
rate rather read ready real really recent recently rest right rise risen rising room rose roughly round run running runs said same sat saw say says see
seem seems seen sell selling sells send sent set several shall share she short should show showed showing shown side since sit situation sized slightly
slow small smaller so sold some someone something somewhere soon sort sorted sorts spend spent spike split spread stand start started starting state
stay steady step still stop store straight strong such sudden suddenly sum sure take taken takes taking talk team tell than thank thanks that the their
them then there these they thing things think this those though through throw time times to together told tonight too took top total touch toward track
train trend trending trends tried trouble true try turn twice two type typical under understand until up upon us use used usual usually value very
view wait want wanted was watch way ways we weather well went were what when where whether which while who whole whose why will win wise wish with
within without word work worked working works world worse worst worth would wrong yes yet you your three four five six seven eight nine ten eleven
twelve twenty thirty forty fifty hundred thousand million first second third fourth dollar dollars euro euros pound pounds cents pence grand bucks
spring summer autumn winter north south east west front large medium small green black white weeks hello great right bread beach bench later water
table state party price place class court glass plant point range score sense shape share sheet sharp shelf shift short sight smart smoke solid sound
south space spare speak speed staff stage stake steak steal steam stick stone story strip study stuff style sugar sweet swing teeth theme thick thing
thumb tight title topic touch tough tower trade trash treat trial trick truck trust truth twice uncle union upper urban video virus visit vital voice
waste watch wheel where white women world worry worse worth write wrong young flyers leaflets competition better letter matter latest rates dates
rated races faces paces coming season seasons usually market markets master monster counter quieter shorter poster faster football`;

/** Words of planning: known, so that none is taken for a slip of a company's own name. */
const PLANNING = `counted deliveries delivery deliver delivers delivered supplier suppliers storage shelves fridge freezer dearer crate crates
voucher vouchers sick holiday vacation leave absent available unavailable roster rota overtime lead leads wage wages hourly counted hold holds store
stores serve serves handle handles skip exclude without except approve approved dismiss adjust tweak settings assume assumed assumptions elasticity
margin margins endings labour labor rules works nobody someone somebody another fewer least packs packet bag bags sack sacks tray trays tin tins jar jars case cases strike shut boxes bottles litres liters kilos grams
ordering ordered kept keeping carrying worth result results most max min maximum minimum tops euro cent eur usd gbp limit limited capped`;

const PHRASES = [...METRIC_CONCEPTS.flatMap((c) => c.phrases), ...DIMENSION_CONCEPTS.flatMap((c) => c.words)];

/** Correction targets of general English, each with its root. */
export const CORRECTABLE: readonly string[] = [
  ...new Set([...DECIDING.split(/\s+/), ...PHRASES.flatMap((phrase) => phrase.split(' '))]),
].filter((word) => word.length >= 5);

const KNOWN = new Set([
  ...DECIDING.split(/\s+/),
  ...COMMON.split(/\s+/),
  ...PLANNING.split(/\s+/),
  ...PHRASES.flatMap((phrase) => phrase.split(' ')),
]);
const KNOWN_ROOTS = new Set([...KNOWN].map(rootOf));

/** Is this an English word that we know, in any inflection? */
export function isKnownWord(word: string): boolean {
  return KNOWN.has(word) || KNOWN_ROOTS.has(rootOf(word));
}

/** Is this a word of the language itself, which never names a metric or member by being part of its name? */
export function isCommonWord(word: string): boolean {
  return COMMON_SET.has(word);
}
const COMMON_SET = new Set(COMMON.split(/\s+/));
