import type { RowSource } from '../../src/contracts/fact.ts';
import type { PlanChange, PlanRequest } from '../../src/contracts/plan.ts';
import type { SkillResult } from '../../src/contracts/skill.ts';
import type { CoverNeed, Shift } from '../../src/engines/optimizer/staffing/types.ts';
import { nameKey } from '../../src/records/name-key.ts';
import type { SkillContext } from '../context.ts';
import type { Assumption } from '../planning/plan-maker.ts';
import { askForCover, askForRate, USUAL_RATE } from './ask-for-more.ts';
import type { BusyHour, StaffingBasis } from './basis.ts';
import { changeCover, isAtPlace, isOnDay, totalAfter } from './change-cover.ts';
import type { RosterDays } from './choose-days.ts';
import { coverByHour, findBusyHours, type HourNeed } from './cover-by-hour.ts';
import { proposeShifts } from './propose-shifts.ts';
import { type ListedCover, readCover } from './read-cover.ts';
import { type Demand, readDemand } from './read-demand.ts';
import type { StaffLists } from './read-lists.ts';

export interface GatheredCover {
  readonly kind: 'cover';
  readonly shifts: readonly Shift[];
  readonly cover: readonly CoverNeed[];
  readonly busy: readonly BusyHour[];
  readonly assumptions: readonly Assumption[];
  readonly steps: readonly string[];
  readonly sources: readonly RowSource[];
}

interface Frame {
  readonly lists: StaffLists;
  readonly days: RosterDays;
  readonly place: string | undefined;
  readonly closed: StaffingBasis['closed'];
  /** Cost of one person missing in a busy hour beyond the list. */
  readonly busyShortCost: number;
}

/** Who is wanted when: the list, raised where the forecast asks for more; or the forecast alone; or what to ask for. */
export async function gatherCover(
  ctx: SkillContext,
  request: PlanRequest,
  frame: Frame,
): Promise<GatheredCover | { readonly kind: 'missing'; readonly answer: SkillResult }> {
  const { lists } = frame;
  const listed = withoutClosed(readCover(lists.cover, frame.days.dates, lists.names, frame.place), frame.closed);
  const hasList = lists.cover.length > 0;
  const rate = lists.book.number('orders-per-person-hour') ?? (request.assume ? USUAL_RATE : null);
  const demand =
    lists.busyHours.length > 0 && (rate !== null || !hasList)
      ? await readDemand(ctx, placesOf(lists, frame.place), frame.days.period)
      : null;
  if (!hasList && !demand) return { kind: 'missing', answer: askForCover(lists.busyHours.length > 0) };
  if (!hasList && demand && rate === null) return { kind: 'missing', answer: askForRate(request, demand.metric.label) };
  const needs = demand && rate !== null ? needsByHour(demand, rate, request.changes, frame) : [];
  const about = demand && rate !== null ? sayDemand(lists, demand, rate) : noDemand(lists, hasList);
  if (!hasList) return fromForecast(needs, request.changes, about);
  return fromList(changeList(listed, request.changes, demand !== null), needs, request.changes, frame, about);
}

/** Places that have hours of their own; none when the rhythm is the company's. */
function placesOf({ busyHours, cover, names }: StaffLists, place: string | undefined): readonly string[] {
  if (place !== undefined) return [place];
  const said = [...busyHours, ...cover].flatMap(({ location }) =>
    location === undefined ? [] : [names.places.of(location)],
  );
  return [...new Set(said)];
}

function withoutClosed(cover: ListedCover, closed: StaffingBasis['closed']): ListedCover {
  const placeOf = new Map(cover.shifts.map(({ id, place }) => [id, place]));
  return { ...cover, needs: cover.needs.filter(({ day, shift }) => !isClosed(closed, day, placeOf.get(shift))) };
}

function isClosed(closed: StaffingBasis['closed'], day: string, place: string | undefined): boolean {
  return closed.some(
    (one) =>
      one.day === day && (one.place === undefined || (place !== undefined && nameKey(one.place) === nameKey(place))),
  );
}

function needsByHour(demand: Demand, rate: number, changes: readonly PlanChange[], frame: Frame): readonly HourNeed[] {
  const moves = changes.filter(({ what }) => what === 'demand');
  const factor = (day: string, place: string | undefined) =>
    moves
      .filter((change) => isOnDay(change, day) && isAtPlace(change, place))
      .reduce((product, { percent = 0 }) => product * (1 + percent / 100), 1);
  return coverByHour(demand, frame.lists.busyHours, frame.days.dates, { perPersonHour: rate, factor }).filter(
    ({ day, place }) => !isClosed(frame.closed, day, place),
  );
}

/** Without a forecast, "a fifth more business" is a fifth more people. */
function changeList(cover: ListedCover, changes: readonly PlanChange[], hasDemand: boolean): ListedCover {
  const meant = changes.filter(({ what }) => what === 'cover' || (what === 'demand' && !hasDemand));
  return changeCover(cover, meant);
}

type About = Pick<GatheredCover, 'assumptions' | 'steps' | 'sources'>;

function fromList(
  listed: ListedCover,
  needs: readonly HourNeed[],
  changes: readonly PlanChange[],
  { busyShortCost }: Frame,
  about: About,
): GatheredCover {
  const said = changes.filter(({ what }) => what === 'cover');
  // Where the person has said how many there are to be, the forecast has no say.
  const free = needs.filter(
    ({ day, place }) => !said.some((change) => isOnDay(change, day) && isAtPlace(change, place)),
  );
  const busy = findBusyHours(free, listed);
  const cover: CoverNeed[] = [
    ...listed.needs.map(({ role, ...need }) => ({ ...need, ...(role === undefined ? {} : { skill: role }) })),
    ...busy.map(({ listed: _, wanted, ...hour }) => ({ ...hour, people: wanted, shortCost: busyShortCost })),
  ];
  return {
    kind: 'cover',
    shifts: listed.shifts,
    cover,
    busy,
    ...about,
    assumptions: busy.length > 0 ? about.assumptions : about.assumptions.filter(({ setting }) => setting !== undefined),
    steps: [
      `Read ${listed.needs.length} needs of the list of cover.`,
      ...about.steps,
      ...(busy.length > 0 ? [`${busy.length} hours are busier than the list has people for.`] : []),
    ],
  };
}

function fromForecast(needs: readonly HourNeed[], changes: readonly PlanChange[], about: About): GatheredCover {
  const said = changes.filter(({ what }) => what === 'cover');
  const wanted = needs
    .map((need) => ({
      ...need,
      people: said
        .filter((change) => isOnDay(change, need.day) && isAtPlace(change, need.place))
        .reduce(totalAfter, need.people),
    }))
    .filter(({ people }) => people > 0);
  const shifts = proposeShifts(needs);
  return {
    kind: 'cover',
    shifts,
    cover: wanted,
    busy: [],
    ...about,
    assumptions: [
      ...about.assumptions,
      {
        text: 'You have sent no list of shifts, so I made shifts from your first busy hour to your last: early, middle and late.',
        values: {},
        howToSay: 'Here is our list of shifts',
      },
    ],
    steps: [...about.steps, `Made ${shifts.length} shifts that span the busy hours.`],
  };
}

function sayDemand({ book }: StaffLists, demand: Demand, rate: number): About {
  const metric = demand.metric.label;
  const said = book.number('orders-per-person-hour') !== null;
  return {
    assumptions: [
      {
        text: 'For how many people an hour needs, I counted on a busy day rather than an average one: enough people on four days of five.',
        values: {},
      },
      ...(said
        ? []
        : [
            {
              text: 'One person serves {{rate}} {{metric}} an hour.',
              values: { rate: { value: rate, unit: 'count' as const }, metric: metric.toLowerCase() },
              setting: 'orders-per-person-hour',
              howToSay: 'One person can serve … orders an hour',
            },
          ]),
    ],
    steps: [
      `Forecast ${metric} by day for ${[...demand.of.keys()].map((place) => place || 'the company').join(', ')}; took the 80% quantile.`,
      `Spread each day over its hours by the list of busy hours, ${rate} an hour and person; whoever works there counts.`,
    ],
    sources: demand.sources,
  };
}

function noDemand({ busyHours }: StaffLists, hasList: boolean): About {
  const steps =
    hasList && busyHours.length > 0
      ? [
          'The busy hours were not used: nobody has said how many one person can serve, or the past is too short to forecast.',
        ]
      : [];
  return { assumptions: [], steps, sources: [] };
}
