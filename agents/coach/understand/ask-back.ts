import type { SkillCall } from '../../../src/contracts/skill.ts';
import type { Understanding } from '../../../src/contracts/understanding.ts';
import { type CatalogueIndex, isContext } from './catalogue-index.ts';

/** More buttons than this are not read. */
const MAX_CHOICES = 4;

/** "Which number do you mean?" with a button per candidate that runs the call with it. */
export function askWhichMetric(
  call: SkillCall,
  candidates: readonly string[],
  index: CatalogueIndex,
  text = 'Which number do you mean?',
): Understanding {
  const main = index.mainMetric?.key;
  const keys = candidates.length > 0 ? candidates : [...(main === undefined ? [] : [main]), ...measuresFirst(index)];
  const choices = [...new Set(keys)].slice(0, MAX_CHOICES).flatMap((key) => {
    const metric = index.catalogue.metrics.find((entry) => entry.key === key);
    if (metric === undefined) return [];
    return [{ label: metric.label, kind: 'choose' as const, call: { ...call, input: { ...call.input, metric: key } } }];
  });
  return { kind: 'ask', question: { text, choices } };
}

/** What the company counts, and only where it counts nothing else its weather and prices. */
function measuresFirst({ catalogue }: CatalogueIndex): readonly string[] {
  const measures = catalogue.metrics.filter((metric) => !isContext(metric));
  return (measures.length > 0 ? measures : catalogue.metrics).map((metric) => metric.key);
}

/** One name, two dimensions: which one? */
export function askWhichDimension(
  call: SkillCall,
  member: string,
  dimensions: readonly string[],
  index: CatalogueIndex,
): Understanding {
  const choices = dimensions.slice(0, MAX_CHOICES).map((key) => {
    const dimension = index.catalogue.dimensions.find((entry) => entry.key === key);
    return {
      label: `${member} (${dimension?.label ?? key.replaceAll('_', ' ')})`,
      kind: 'choose' as const,
      call: { ...call, input: { ...call.input, filter: { [key]: member } } },
    };
  });
  return {
    kind: 'ask',
    question: { text: 'That name stands for more than one thing here. Which one do you mean?', choices },
  };
}

/** "The other one?" where there are several others. */
export function askWhichMember(call: SkillCall, dimension: string, members: readonly string[]): Understanding {
  const filter = typeof call.input.filter === 'object' ? call.input.filter : {};
  const choices = members.slice(0, MAX_CHOICES).map((member) => ({
    label: member,
    kind: 'choose' as const,
    call: { ...call, input: { ...call.input, filter: { ...filter, [dimension]: member } } },
  }));
  return { kind: 'ask', question: { text: 'Which one do you mean?', choices } };
}

/** A question with nothing to choose from. */
export function askPlainly(text: string): Understanding {
  return { kind: 'ask', question: { text, choices: [] } };
}
