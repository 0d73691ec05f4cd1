import type { SkillName } from '../../../../src/contracts/skill.ts';

/**
 * A sign that a message wants a skill. `words` is looked for in the message, `shape` in its shape
 * (see `Parsed`); where both are given both must be there, and nothing of `not`.
 * A weight of 4 or more is a sign strong enough to decide on its own.
 */
export interface Cue {
  readonly skill: SkillName;
  readonly weight: number;
  readonly words?: RegExp;
  readonly shape?: RegExp;
  /** Looked for in the message too, beside `words`. */
  readonly also?: RegExp;
  readonly not?: RegExp;
}

/** A score from which a sign decides on its own. */
export const STRONG = 4;

/** Words that ask to be told when something happens. */
export const WATCHING =
  /\b(alert|notif\w*|warn|ping|monitor|(let|tell|text|message|email|remind|shout at|inform|buzz|dm|call) (me|us)?\s?(know|when|if|as soon|straight|whenever|once)|let (me|us) know|keep (an eye|me posted)|flag|watch)\b/;

const RISE_OR_FALL =
  /\b(up|down|drop\w*|fall\w*|fell|r[oi]se\w*|rising|jump\w*|dip\w*|spik\w*|surge\w*|plunge\w*|tank\w*|slump\w*|grow\w*|grew|increas\w*|decreas\w*|declin\w*|improv\w*|shot|plummet\w*|crash\w*|soar\w*|doubled|halved|worse|better|less|lower|higher|more|fewer|bad|good|low|high|quiet|busy|slow|change\w*|shr[iau]nk\w*|dying|collapse\w*|climb\w*|weak|strong|slid|slipped)\b/;

/** Does a text say that something moved? Then a why behind it is meant. */
export function speaksOfMovement(words: string): boolean {
  return RISE_OR_FALL.test(words);
}
