import type { TeamsDraftAttachment } from '../transport.ts';

/** The part of Adaptive Cards 1.5 that answers are drawn with. https://adaptivecards.io/explorer */
export interface Card {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** For a client that cannot draw this version. */
  readonly fallbackText?: string;
  readonly body: readonly CardElement[];
  readonly msteams?: { readonly width: 'Full' };
}

export type CardElement = RichText | Heading | Picture | Table | Columns | Actions;

interface Placed {
  readonly spacing?: 'None' | 'Small' | 'Default' | 'Medium' | 'Large';
  readonly separator?: boolean;
}

/** Shown as it is, never read as Markdown: the only element that words of people and files go into. */
export interface RichText extends Placed {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly (TextRun | string)[];
  readonly horizontalAlignment?: 'Left' | 'Right';
}

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Medium';
  readonly isSubtle?: boolean;
}

/** A heading that a screen reader can jump to. Teams reads Markdown in it, so only text without any goes in here. */
export interface Heading extends Placed {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly style: 'heading';
  readonly weight: 'Bolder';
  readonly size: 'Medium';
  readonly wrap: true;
}

export interface Picture extends Placed {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly size: 'Auto';
  readonly msteams: { readonly allowExpand: true };
}

export interface Table extends Placed {
  readonly type: 'Table';
  readonly firstRowAsHeaders: true;
  readonly showGridLines: false;
  readonly columns: readonly { readonly width: number; readonly horizontalCellContentAlignment: 'Left' | 'Right' }[];
  readonly rows: readonly {
    readonly type: 'TableRow';
    readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly CardElement[] }[];
  }[];
}

export interface Columns extends Placed {
  readonly type: 'ColumnSet';
  readonly columns: readonly Column[];
}

export interface Column extends Placed {
  readonly type: 'Column';
  readonly width: 'auto' | number;
  readonly items: readonly CardElement[];
  readonly selectAction?: Submit;
  readonly verticalContentAlignment?: 'Center';
}

export interface Actions extends Placed {
  readonly type: 'ActionSet';
  readonly actions: readonly (Submit | ShowCard)[];
}

export interface Submit {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly tooltip?: string;
  /** Comes back as the activity's `value`. */
  readonly data: { readonly action: string };
}

export interface ShowCard {
  readonly type: 'Action.ShowCard';
  readonly title: string;
  readonly card: Pick<Card, 'type' | 'body'>;
}

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/**
 * A card as wide as Teams makes it by itself, about as wide as a chart is drawn; the whole width only for tables,
 * where a picture would be blown up.
 * @param spoken what it says, for clients that cannot draw it
 */
export function makeCard(body: readonly CardElement[], spoken: string): Card {
  const wide = body.some(({ type }) => type === 'Table') && !body.some(({ type }) => type === 'Image');
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    ...(spoken === '' ? {} : { fallbackText: spoken }),
    body,
    ...(wide ? { msteams: { width: 'Full' } } : {}),
  };
}

export function attachCard(card: Card): TeamsDraftAttachment {
  return { contentType: CARD_TYPE, content: card };
}

/** Bytes of what is drawn without its inline pictures, which Teams does not count. */
export function bytesWithoutPictures(value: unknown, encoding: 'utf8' | 'utf16le' = 'utf8'): number {
  const json = JSON.stringify(value, (key, held) => (key === 'url' && isDataUri(held) ? 'data:' : held));
  return Buffer.byteLength(json, encoding);
}

function isDataUri(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('data:');
}
