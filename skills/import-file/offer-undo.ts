import type { DatasetId } from '../../src/contracts/ids.ts';
import type { FollowUp } from '../../src/contracts/skill.ts';
import type { FileAnswers } from '../../src/datasets/file-understanding.ts';
import { otherReadings } from '../../src/datasets/other-readings.ts';

interface KnownFile {
  readonly dataset: DatasetId;
  readonly upload: string | null;
  readonly answers: FileAnswers;
  /** The file's name, as a slot, where several are spoken of. */
  readonly name?: string;
}

/** The way back for someone who sent the wrong file or gave the wrong answer: read it the other way, or take it out. */
export function offerUndo({ dataset, upload, answers, name }: KnownFile): FollowUp[] {
  const others = upload ? otherReadings(answers) : [];
  const again = others.map(
    ({ about, answers: turned }): FollowUp => ({
      label: others.length === 1 ? `Read ${name ?? 'it'} the other way` : LABELS[about],
      kind: 'ask',
      call: { skill: 'import-file', input: { upload, answers: turned, instead: dataset } },
    }),
  );
  const out: FollowUp = {
    label: `Take ${name ?? 'it'} out again`,
    kind: 'ask',
    call: { skill: 'import-file', input: { remove: dataset } },
  };
  return [...again, out];
}

const LABELS = {
  'date-order': 'Read the dates the other way',
  repeats: 'Read repeated rows the other way',
} as const;
