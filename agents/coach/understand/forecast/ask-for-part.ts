import type { SkillCall } from '../../../../src/contracts/skill.ts';
import type { Understanding } from '../../../../src/contracts/understanding.ts';
import { readEarlier } from '../previous-call.ts';
import type { AssumptionsRead } from './read-assumptions.ts';

/** The question whether the part that is closed is meant alone; nothing where the forecast is of that part already. */
export function askForPart(
  call: SkillCall,
  { dimension, member }: NonNullable<AssumptionsRead['member']>,
): Understanding | undefined {
  const { filter } = readEarlier(call);
  if (filter?.[dimension] === member) return undefined;
  const alone = { ...call, input: { ...call.input, filter: { ...filter, [dimension]: member } } };
  return {
    kind: 'ask',
    question: {
      text: 'I can take closed days into account for one forecast as a whole, not for a part of it. Shall I forecast that part alone?',
      choices: [{ label: `${member} alone`, kind: 'choose', call: alone }],
    },
  };
}
