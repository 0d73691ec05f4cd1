import { PLAN_KINDS, type PlanKind } from './plan.ts';

/** A slash command, the same in every channel that has them. */
export interface CommandSpec {
  /** Without the slash. */
  readonly name: string;
  readonly description: string;
  /** What may follow, for the platform's hint: "[what] [when]". */
  readonly hint: string;
  /** Fixed words to pick from as the first word, where there are any. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const spec = (name: string, description: string, hint: string, choices: CommandSpec['choices'] = []): CommandSpec => ({
  name,
  description,
  hint,
  choices,
});

export const COMMANDS: readonly CommandSpec[] = [
  spec('coach', 'Ask your business coach anything', '[your question]'),
  spec('forecast', 'How many will we sell?', '[what] [when]'),
  spec('explain', 'Why did a number change?', '[what] [when]'),
  spec('optimize', 'Plan orders, shifts, prices or budget', 'inventory | staffing | pricing | budget', [
    { value: 'inventory', label: 'What to order' },
    { value: 'staffing', label: 'Who works when' },
    { value: 'pricing', label: 'Which prices' },
    { value: 'budget', label: 'Where the ad money goes' },
  ]),
  spec('goals', 'See and set goals', '[your goal]'),
  spec('digest', 'The weekly summary: see it, set it, pause it', 'preview | every Monday at 8:00 | pause', [
    { value: 'preview', label: 'Show it now' },
    { value: 'on', label: 'Send it every week' },
    { value: 'pause', label: 'Pause it' },
    { value: 'status', label: 'When is the next one?' },
  ]),
  spec('benchmarks', 'Compare with others', '[what]'),
];

/** What a plan of each kind is asked for by, where nothing else was said. */
export const PLAN_QUESTIONS: Readonly<Record<PlanKind, string>> = {
  inventory: 'What should I order?',
  staffing: 'Plan the staff schedule',
  pricing: 'What prices should I set?',
  budget: 'Where should the ad money go?',
};

/**
 * A command in the words the coach reads: `/forecast revenue next week` → "forecast revenue next week".
 * An unknown command is read as a question.
 * @param rest what stood behind the command
 */
export function commandText(name: string, rest: string): string {
  const said = rest.trim();
  if (name === 'forecast') return said === '' ? 'What will sales be next week?' : `forecast ${said}`;
  if (name === 'explain') return said === '' ? 'Why did sales change last week?' : `explain ${said}`;
  if (name === 'optimize') return planText(said);
  if (name === 'goals') return said === '' ? 'How are my goals going?' : said;
  if (name === 'digest') return said === '' ? 'digest preview' : `digest ${said}`;
  if (name === 'benchmarks') return said === '' ? 'How do we compare with others?' : `compare ${said} with others`;
  return said === '' ? 'help' : said;
}

/** "pricing max 5%" → "What prices should I set, max 5%". Where no plan is named, what was said is read as it stands. */
function planText(said: string): string {
  if (said === '') return 'What can you do?';
  const [first = '', ...rest] = said.split(/[\s,:]+/);
  const kind = PLAN_KINDS.find((each) => each === first.toLowerCase());
  if (kind === undefined) return `optimize ${said}`;
  const question = PLAN_QUESTIONS[kind];
  const more = said.slice(first.length).replace(/^[\s,:]+/, '');
  return rest.length === 0 || more === '' ? question : `${question.replace(/\?$/, '')}, ${more}`;
}
