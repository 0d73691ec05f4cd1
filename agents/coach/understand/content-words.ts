import type { Parsed } from './parse-message.ts';

/** Words that hold a sentence together, point, ask or greet: they say nothing of what is asked about. */
const EMPTY = new Set(
  `a about after again ahead all also always am an and another any anything are around as at back be been before being between both but by can could
  did do does done down each else end ever every far figure figures for from get gets getting gimme give go goes going gone good got had happen happened
  has have having here how i if in into is it its just know last let like look looked looking looks lot make many may me mean might more most much must
  my need new next no not now number numbers of off ok okay on one ones or other our out over own part per place please pull put quick quickly
  really right same say see seem seems shall should show so some something stats still stuff such sure tell than that the their them then there these
  they thing things this those though through till to today together too try under until up us usual very want was way we well went were what when
  where which while who whole why will with would yes you your data result results performance doing better worse good bad best worst enough higher lower`.split(
    /\s+/,
  ),
);

/** The words of a message that are left when names, times, amounts and empty words are taken away. */
export function contentWords(parsed: Parsed): readonly string[] {
  return (parsed.shape.match(/[A-Za-z]+/g) ?? []).filter(
    (word) => word.length > 1 && !/^[A-Z]+$/.test(word) && !EMPTY.has(word),
  );
}
