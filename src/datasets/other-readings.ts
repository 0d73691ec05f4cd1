import type { FileAnswers } from './file-understanding.ts';

/** Another way to read a file: what was answered, with one answer turned round. */
export interface OtherReading {
  readonly about: 'date-order' | 'repeats';
  readonly answers: FileAnswers;
}

/** The other way for each question the file raised; none when it raised none. */
export function otherReadings(answers: FileAnswers): OtherReading[] {
  const { dateOrder, repeats } = answers;
  return [
    ...(dateOrder
      ? [
          {
            about: 'date-order' as const,
            answers: {
              ...answers,
              dateOrder: dateOrder === 'day-first' ? ('month-first' as const) : ('day-first' as const),
            },
          },
        ]
      : []),
    ...(repeats
      ? [
          {
            about: 'repeats' as const,
            answers: { ...answers, repeats: repeats === 'add' ? ('keep-last' as const) : ('add' as const) },
          },
        ]
      : []),
  ];
}
