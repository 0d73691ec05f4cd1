import type { types } from '@slack/bolt';

/** A chart that Slack draws itself (2026); the SDK has no type for it yet. */
export interface DataVisualizationBlock extends types.Block {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line' | 'bar';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label?: string;
    };
  };
}

export type SlackBlock = types.KnownBlock | DataVisualizationBlock;

/** Characters that no chat shows, and halves of characters: Slack's JSON would carry each of them as six. */
const UNSEEN = /[\p{Cc}\p{Cs}]/gu;

/** The text with what cannot be shown as a space, so that no length changes. Line ends and tabs stay. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, (c) => (c === '\n' || c === '\t' ? c : ' '));
}

/** What a person wrote or a file holds goes only into texts of this kind: Slack reads no markup in them. */
export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text: cleanText(text), emoji: false };
}

/** Like `plainText`, for our own words with an emoji in them. */
export function withEmoji(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: true };
}

/** For the few texts that have no plain kind (a message's own `text`): no mention, link or tag can be made of it. */
export function escapeControls(text: string): string {
  return cleanText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
