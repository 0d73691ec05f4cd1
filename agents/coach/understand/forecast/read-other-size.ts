import type { ForecastAssumption } from '../../../../src/contracts/forecast.ts';
import type { Parsed } from '../parse-message.ts';

const SIZE =
  /^(?:(?:and|ok|okay|so|but|then|now|what about|how about|what if|if|with|at|by|say|try|make it|it is|only|just|instead)[ ,]+)*(?<sign>up |down |plus |minus |\+|-)?(?:by )?(?<size>\d+(?:\.\d+)?) ?(?:%|percent)(?: (?<way>more|less|up|down|higher|lower))?(?: instead)?\W*$/;
const DOWN = /down|minus|-|less|lower/;

/**
 * "And with 10%?" under prices up by five: the same thing by another size, the same way unless it says otherwise. Nothing
 * where a message says more, or where several sizes were assumed.
 */
export function readOtherSize(
  { words }: Parsed,
  assume: readonly ForecastAssumption[],
): readonly ForecastAssumption[] | undefined {
  const match = SIZE.exec(words);
  const sized = assume.filter((each) => each.what === 'metric' && each.percent !== undefined);
  const [one] = sized;
  if (match === null || one?.what !== 'metric' || one.percent === undefined || sized.length > 1) return undefined;
  const { sign, way, size } = match.groups ?? {};
  const said = `${sign ?? ''}${way ?? ''}`;
  const falls = said === '' ? one.percent < 0 : DOWN.test(said);
  const percent = Number(size) * (falls ? -1 : 1);
  return assume.map((each) => (each === one ? { ...one, percent } : each));
}
