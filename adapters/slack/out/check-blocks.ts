import { z } from 'zod';
import { checkElement, Element, PlainObject, TextObject } from './check-elements.ts';
import { SLACK_LIMITS } from './limits.ts';
import { checkCount, checkText, checkUnique, type Violations } from './violations.ts';

const RichText = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  style: z.strictObject({ bold: z.boolean() }).optional(),
});
const RichSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(RichText) });
const id = { block_id: z.string().optional() };
const Series = z.strictObject({
  name: z.string(),
  data: z.array(z.strictObject({ label: z.string(), value: z.number() })),
});

const Block = z.discriminatedUnion('type', [
  z.strictObject({ ...id, type: z.literal('header'), text: PlainObject }),
  z.strictObject({
    ...id,
    type: z.literal('section'),
    text: TextObject.optional(),
    fields: z.array(TextObject).optional(),
    expand: z.boolean().optional(),
  }),
  z.strictObject({ ...id, type: z.literal('context'), elements: z.array(TextObject) }),
  z.strictObject({ ...id, type: z.literal('divider') }),
  z.strictObject({ ...id, type: z.literal('markdown'), text: z.string() }),
  z.strictObject({
    ...id,
    type: z.literal('image'),
    image_url: z.string(),
    alt_text: z.string(),
    title: PlainObject.optional(),
  }),
  z.strictObject({
    ...id,
    type: z.literal('rich_text'),
    elements: z.array(
      z.discriminatedUnion('type', [
        RichSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.number().optional(),
          elements: z.array(RichSection),
        }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(RichText) }),
      ]),
    ),
  }),
  z.strictObject({ ...id, type: z.literal('actions'), elements: z.array(Element) }),
  z.strictObject({ ...id, type: z.literal('context_actions'), elements: z.array(Element) }),
  z.strictObject({
    ...id,
    type: z.literal('table'),
    rows: z.array(z.array(z.strictObject({ type: z.literal('raw_text'), text: z.string() }))),
    column_settings: z
      .array(z.strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() }))
      .optional(),
  }),
  z.strictObject({
    ...id,
    type: z.literal('data_visualization'),
    title: z.string(),
    chart: z.strictObject({
      type: z.enum(['line', 'bar', 'area']),
      series: z.array(Series),
      axis_config: z.strictObject({
        categories: z.array(z.string()),
        x_label: z.string().optional(),
        y_label: z.string().optional(),
      }),
    }),
  }),
]);

type Block = z.infer<typeof Block>;
type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;

/** Everything in one block that Slack would refuse, in words. */
export function checkBlock(where: string, input: unknown): Violations {
  const parsed = Block.safeParse(input);
  if (!parsed.success) return [`${where} has not the shape of a block: ${z.prettifyError(parsed.error)}`];
  const block = parsed.data;
  return [
    ...checkText(`${where}: block_id`, block.block_id, { max: SLACK_LIMITS.blockId }),
    ...checkInside(where, block),
  ];
}

function checkInside(where: string, block: Block): Violations {
  switch (block.type) {
    case 'header':
      return checkText(`${where}: header text`, block.text.text, { max: SLACK_LIMITS.header });
    case 'section':
      return checkSection(where, block);
    case 'context':
      return [
        ...checkCount(`${where}: elements`, block.elements.length, SLACK_LIMITS.contextElements),
        ...block.elements.flatMap(({ text }) => checkText(`${where}: text`, text, { max: SLACK_LIMITS.fieldText })),
      ];
    case 'divider':
      return [];
    case 'markdown':
      return checkText(`${where}: markdown text`, block.text, { max: SLACK_LIMITS.markdown });
    case 'image':
      return [
        ...checkText(`${where}: alt text`, block.alt_text, { max: SLACK_LIMITS.imageAlt }),
        ...checkText(`${where}: image title`, block.title?.text, { max: SLACK_LIMITS.imageTitle }),
      ];
    case 'rich_text':
      return checkRichText(where, block);
    case 'actions':
      return checkActions(where, block.elements, SLACK_LIMITS.actionElements, ['button', 'overflow', 'static_select']);
    case 'context_actions':
      return checkActions(where, block.elements, SLACK_LIMITS.contextActionElements, [
        'feedback_buttons',
        'icon_button',
      ]);
    case 'table':
      return checkTable(where, block);
    case 'data_visualization':
      return checkChart(where, block);
  }
}

function checkSection(where: string, { text, fields }: BlockOf<'section'>): Violations {
  return [
    ...(text || fields ? [] : [`${where}: a section has neither text nor fields`]),
    ...checkText(`${where}: section text`, text?.text, { max: SLACK_LIMITS.text }),
    ...(fields ? checkCount(`${where}: fields`, fields.length, SLACK_LIMITS.fields) : []),
    ...(fields ?? []).flatMap((field) =>
      checkText(`${where}: field text`, field.text, { max: SLACK_LIMITS.fieldText }),
    ),
  ];
}

/** Slack names no limit for rich text; we hold a block of it to what a section takes. */
function checkRichText(where: string, { elements }: BlockOf<'rich_text'>): Violations {
  const sections = elements.flatMap((element) =>
    element.type === 'rich_text_list' ? element.elements : [{ elements: element.elements }],
  );
  const texts = sections.flatMap((section) => section.elements.map(({ text }) => text));
  return [
    ...checkCount(`${where}: rich text elements`, elements.length, SLACK_LIMITS.blocks),
    ...sections.flatMap((section) => checkCount(`${where}: texts of a paragraph`, section.elements.length, 500)),
    ...texts.flatMap((text) => checkText(`${where}: rich text`, text, { max: SLACK_LIMITS.text })),
    ...checkCount(`${where}: characters of rich text`, texts.join('').length, SLACK_LIMITS.text),
  ];
}

function checkActions(
  where: string,
  elements: readonly Element[],
  most: number,
  allowed: readonly Element['type'][],
): Violations {
  return [
    ...checkCount(`${where}: elements`, elements.length, most),
    ...checkUnique(
      `${where}: action_id`,
      elements.map(({ action_id }) => action_id),
    ),
    ...elements.flatMap((element) =>
      allowed.includes(element.type)
        ? checkElement(where, element)
        : [`${where}: ${element.type} cannot stand in this kind of block`],
    ),
  ];
}

function checkTable(where: string, { rows, column_settings: settings }: BlockOf<'table'>): Violations {
  const widths = new Set(rows.map((row) => row.length));
  return [
    ...checkCount(`${where}: rows`, rows.length, SLACK_LIMITS.tableRows),
    ...[...widths].flatMap((width) => checkCount(`${where}: columns`, width, SLACK_LIMITS.tableColumns)),
    ...(widths.size > 1 ? [`${where}: rows of a table have different numbers of cells`] : []),
    ...checkCount(`${where}: column settings`, settings?.length ?? 0, SLACK_LIMITS.tableColumns, 0),
    ...rows.flat().flatMap(({ text }) => checkText(`${where}: cell`, text, { max: SLACK_LIMITS.tableText })),
  ];
}

function checkChart(where: string, { title, chart }: BlockOf<'data_visualization'>): Violations {
  const { categories, x_label: x, y_label: y } = chart.axis_config;
  const label = (what: string, text: string) => checkText(`${where}: ${what}`, text, { max: SLACK_LIMITS.chartLabel });
  return [
    ...checkText(`${where}: chart title`, title, { max: SLACK_LIMITS.chartTitle }),
    ...checkText(`${where}: x label`, x, { max: SLACK_LIMITS.chartAxisLabel }),
    ...checkText(`${where}: y label`, y, { max: SLACK_LIMITS.chartAxisLabel }),
    ...checkCount(`${where}: categories`, categories.length, SLACK_LIMITS.chartPoints),
    ...checkUnique(`${where}: category`, categories),
    ...categories.flatMap((category) => label('category', category)),
    ...checkCount(`${where}: series`, chart.series.length, SLACK_LIMITS.chartSeries),
    ...checkUnique(
      `${where}: series`,
      chart.series.map(({ name }) => name),
    ),
    ...chart.series.flatMap(({ name, data }) => [
      ...label('series name', name),
      ...checkCount(`${where}: points`, data.length, SLACK_LIMITS.chartPoints),
      ...(data.map((point) => point.label).join('\n') === categories.join('\n')
        ? []
        : [`${where}: the points of ${name} do not match the categories`]),
    ]),
  ];
}
