import type { RepliedChart } from '../../../src/contracts/chart.ts';
import type { ReplySection } from '../../../src/contracts/reply.ts';
import type { Block } from './block.ts';
import { drawSection } from './draw-section.ts';

export interface DrawnChart {
  readonly chart: RepliedChart;
  readonly block: Block;
}

/** From so many details on, the first picture stands in front of them: it says the same at a glance. */
const MANY_DETAILS = 3;

/**
 * Words and charts of a card in reading order. In an answer of several headed pieces (a digest) each chart stands
 * below the words it belongs to: by its title, or because there are as many headings as charts. Else the first chart
 * stands where it helps most, and the others follow.
 * @param spoken sections that are said in the text already: only their charts are drawn
 */
export function placeCharts(
  sections: readonly ReplySection[],
  spoken: readonly ReplySection[],
  charts: readonly DrawnChart[],
): readonly Block[] {
  const draw = (section: ReplySection) => (spoken.includes(section) ? [] : drawSection(section));
  const owners = charts.length > 1 ? findOwners(sections, charts) : new Map<ReplySection, DrawnChart>();
  const placed = new Set(owners.values());
  const left = charts.filter((chart) => !placed.has(chart)).map(({ block }) => block);
  if (owners.size > 0) {
    const words = sections.flatMap((section) => {
      const own = owners.get(section);
      return own ? [...draw(section), own.block] : draw(section);
    });
    return [...words, ...left];
  }
  const words = sections.flatMap(draw);
  const pictureFirst = sections.filter(({ kind }) => kind === 'detail').length >= MANY_DETAILS;
  const [first, ...others] = left;
  const lead = first ? [first] : [];
  return [...(pictureFirst ? [...lead, ...words] : [...words, ...lead]), ...others];
}

function findOwners(
  sections: readonly ReplySection[],
  charts: readonly DrawnChart[],
): ReadonlyMap<ReplySection, DrawnChart> {
  const headed = sections.filter(({ heading, kind }) => heading && kind !== 'card');
  const owners = new Map<ReplySection, DrawnChart>();
  for (const section of headed) {
    const own = charts.find(({ chart }) => chart.spec.title === section.heading);
    if (own) owners.set(section, own);
  }
  const taken = new Set(owners.values());
  const homeless = charts.filter((chart) => !taken.has(chart));
  const waiting = headed.filter((section) => !owners.has(section));
  if (homeless.length === waiting.length) {
    for (const [at, section] of waiting.entries()) {
      const own = homeless[at];
      if (own) owners.set(section, own);
    }
  }
  return owners;
}
