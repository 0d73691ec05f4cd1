import { z } from 'zod';
import { checkBlock } from './check-blocks.ts';
import { SLACK_LIMITS } from './limits.ts';
import { checkCount, checkText, type Violations } from './violations.ts';

/** A message as it would go over the wire. */
export interface MessageToCheck {
  readonly text?: string;
  readonly markdown_text?: string;
  readonly blocks?: readonly unknown[];
}

const Table = z.object({
  type: z.literal('table'),
  rows: z.array(z.array(z.looseObject({ text: z.string().optional() }))),
});

/**
 * Everything in a message that Slack would refuse or cut, in words; empty when it is fine.
 * Our own check, because no test gear enforces the limits.
 */
export function checkLimits(message: MessageToCheck): Violations {
  const { text, markdown_text: markdown, blocks = [] } = message;
  const tables = blocks.flatMap((block) => Table.safeParse(block).data ?? []);
  const cells = tables.flatMap(({ rows }) => rows.flat());
  const typeOf = (block: unknown) => z.looseObject({ type: z.string() }).safeParse(block).data?.type;
  return [
    ...(text || markdown || blocks.length > 0 ? [] : ['the message is empty']),
    ...checkText('the message text', text, { max: SLACK_LIMITS.messageText, empty: true }),
    ...checkText('markdown_text', markdown, { max: SLACK_LIMITS.markdown }),
    ...checkCount('blocks', blocks.length, SLACK_LIMITS.blocks, 0),
    ...checkCount('tables in the message', tables.length, SLACK_LIMITS.tables, 0),
    ...checkCount(
      'charts in the message',
      blocks.filter((block) => typeOf(block) === 'data_visualization').length,
      SLACK_LIMITS.charts,
      0,
    ),
    ...checkCount(
      'characters in all table cells',
      cells.reduce((sum, cell) => sum + (cell.text?.length ?? 0), 0),
      SLACK_LIMITS.tableText,
      0,
    ),
    ...checkCount('characters of JSON in all blocks', JSON.stringify(blocks).length, SLACK_LIMITS.blocksJson, 0),
    ...blocks.flatMap((block, at) => checkBlock(`block ${at}`, block)),
  ];
}
