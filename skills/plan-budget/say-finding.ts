import type { Finding } from '../../src/engines/optimizer/model/finding.ts';
import type { Remedy } from '../../src/engines/optimizer/model/optimization-model.ts';
import type { FactBook } from '../../src/facts/fact-book.ts';
import type { BudgetBasis } from './basis.ts';
import { money, PLANNED } from './words.ts';

/** Something in the problem that cannot be right or is worth knowing, as a template. */
export function sayFinding({ code, words, values = {} }: Finding, basis: BudgetBasis, book: FactBook): string {
  const channel = book.name(typeof values.channel === 'string' ? values.channel : 'A channel');
  const amount = (label: string, value: number | string | undefined) =>
    money(book, label, typeof value === 'number' ? (value * basis.weeks) / basis.modelWeeks : 0, { kind: 'asked' });
  switch (code) {
    case 'no-channels':
      return 'There is no channel left to spend on.';
    case 'too-many-channels':
      return 'Those are too many channels for one plan. Ask for a part of them, or for a shorter time.';
    case 'never-used':
      return `${channel} stays unused: the least it takes is more than may be spent on it.`;
    case 'minimums-above-total':
      return `What the channels need at least is ${amount('Missing', values.missing)} more than there is.`;
    case 'min-above-max':
      return values.channel === undefined
        ? book.words('Finding', words, PLANNED)
        : `For ${channel} the least is more than the most: both cannot be kept.`;
    case 'current-unknown':
      return 'A limit on change needs to know what you spend today on every channel.';
    default:
      return book.words('Finding', words, PLANNED);
  }
}

/** The smallest change that would make a plan possible, as a template. */
export function sayRemedy({ code, words, amount, values = {} }: Remedy, basis: BudgetBasis, book: FactBook): string {
  const channel = book.name(typeof values.id === 'string' ? values.id : 'the channel');
  const by = (label: string, value: number) => money(book, label, value);
  switch (code) {
    case 'total':
      return `Raise the budget by ${by('Missing in the budget', (amount * basis.weeks) / basis.modelWeeks)} for these weeks.`;
    case 'min':
      return `Spend ${by('Above what there is', amount)} a week less on ${channel} than it needs now.`;
    case 'max':
      return `Allow ${by('Beyond the limit', amount)} a week more for ${channel}.`;
    case 'minIfUsed':
      return `Lower the least spend on ${channel} by ${by('Above what there is', amount)} a week.`;
    case 'maxChange':
      return `Let the spend on ${channel} change by ${by('Beyond the limit', amount)} a week more than allowed.`;
    default:
      return basis.channels.length > 0 ? book.words('What would help', words, PLANNED) : words;
  }
}
