import type { RecordKind } from '../contracts/record.ts';
import type { FollowUp, SectionTemplate, SkillFile } from '../contracts/skill.ts';
import { listWords } from '../datasets/words.ts';
import { LIST_WORDS } from './list-words.ts';
import { listTemplate } from './template.ts';

/** What a skill adds to its answer to ask for lists: words, files to fill in, and the button to send them back. */
export interface ListRequest {
  readonly sections: readonly SectionTemplate[];
  readonly files: readonly SkillFile[];
  readonly followUps: readonly FollowUp[];
}

/**
 * Asks for lists by the shortest path: one template a kind.
 * @param why a template sentence that says what they are needed for; it comes first
 */
export function askForList(kinds: readonly RecordKind[], why: string): ListRequest {
  const files = kinds.map(listTemplate);
  const asks = listWords(kinds.map((kind) => LIST_WORDS[kind].asks));
  const one = kinds.length === 1;
  return {
    sections: [
      { kind: 'answer', template: why },
      {
        kind: 'next',
        template: `Send me a list of ${asks}. ${
          one ? 'I put a template beside this' : 'I put a template for each beside this'
        }: replace the example rows with yours, leave empty what you do not know, and drop it here. A list of your own with such columns works too.`,
      },
    ],
    files,
    followUps: [{ label: one ? 'Add the list' : 'Add the lists', kind: 'upload' }],
  };
}
