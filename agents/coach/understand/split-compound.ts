import type { CatalogueIndex } from './catalogue-index.ts';
import { STRONG } from './cues/cue.ts';
import { type Parsed, parseMessage } from './parse-message.ts';
import { readClean } from './read-text.ts';
import { type ScoredIntent, scoreIntents } from './score-intents.ts';
import type { Clock } from './time/phrase.ts';

const JOINTS = /,? and then |,? and also |,? and |,? then |, also |; |\? |\. |! /g;
const MAX_JOINTS = 6;
/** More questions than this in one message are answered one message at a time. */
const MAX_PARTS = 3;
/** A part that is told to do or asked something, not just a list going on. */
const ASKING =
  /\b(how|what|why|who|which|when|where|show|give|tell|list|forecast|predict|explain|compare|should|will|can you|do i|make|set|alert|optimi[sz]e|suggest|plan|project|summari[sz]e|send|approve|import|export|delete|draw up|build|write|put together|create|sort out|prepare|do me|re-?order|roster|find|let|estimate|work out|split|recommend|check)\b/;

/** A yes-or-no question: "and is that normal for the industry". */
const YES_OR_NO = /^(is|are|was|were) (that|this|it|we|they|those|our|the)\b|^(do|does|did) (we|i|other|others)\b/;

function asksSomething(words: string): boolean {
  return ASKING.test(words) || YES_OR_NO.test(words);
}

/** Cuts a message where both sides ask for something of their own: "forecast sales and tell me what to order". */
export function splitCompound(
  parsed: Parsed,
  index: CatalogueIndex,
  clock: Clock,
  parts = MAX_PARTS,
): readonly Parsed[] {
  if (parts < 2) return [parsed];
  const { cased, lower } = parsed.read;
  const joints = [...lower.matchAll(JOINTS)].slice(0, MAX_JOINTS);
  for (const joint of joints) {
    if (!ASKING.test(lower.slice(0, joint.index)) || !asksSomething(lower.slice(joint.index + joint[0].length)))
      continue;
    const left = parseMessage(readClean(cased.slice(0, joint.index)), index, clock);
    const right = parseMessage(readClean(cased.slice(joint.index + joint[0].length)), index, clock);
    if (asksTwoThings(left, right)) return [left, ...splitCompound(right, index, clock, parts - 1)];
  }
  return [parsed];
}

function asksTwoThings(left: Parsed, right: Parsed): boolean {
  const first = asked(left);
  const second = asked(right);
  if (first === undefined || second === undefined) return false;
  if (first.skill === 'help' || second.skill === 'help') return false;
  if (first.skill === 'what-if' || first.skill === 'watch-metric' || first.skill === 'privacy')
    return (
      second.skill !== 'ask-metric' &&
      second.skill !== 'forecast-metric' &&
      second.skill !== first.skill &&
      second.skill !== 'what-if'
    );
  if (first.skill !== second.skill) return true;
  return (
    first.skill === 'ask-metric' &&
    firstMetric(left) !== undefined &&
    firstMetric(right) !== undefined &&
    firstMetric(left) !== firstMetric(right)
  );
}

function firstMetric(parsed: Parsed): string | undefined {
  return parsed.links.find((link) => link.kind === 'metric')?.said;
}

function asked(parsed: Parsed): ScoredIntent | undefined {
  const [top] = scoreIntents(parsed);
  if (top === undefined || !asksSomething(parsed.words)) return undefined;
  return top.score >= (top.skill === 'ask-metric' ? STRONG - 1 : STRONG) ? top : undefined;
}
