/**
 * What Teams takes, from Microsoft's documentation ("Format your bot messages", "Types of cards", "Stream bot
 * messages"), and where we stop earlier because the platform cuts or hides what is over.
 */
export const LIMITS = {
  /** A message apart from inline pictures, as UTF-16. 100 KB is the wall; 80 KB is what Microsoft advises. */
  messageBytes: 80 * 1024,
  /** A card apart from inline pictures, as UTF-8: beyond it some clients show nothing. */
  cardBytes: 28 * 1024,
  /** Characters of one text message. Ours: a longer one is split, it would be a wall of text on a phone. */
  text: 6_000,
  /** Characters of the words shown in a notification. Ours. */
  summary: 150,
  /** Characters of `fallbackText`. Ours: it counts as card. */
  fallbackText: 1_500,
  /** Elements of the card version. */
  cardVersion: 1.5,
  /** Buttons in one row of actions; more are not shown. */
  actions: 6,
  /** Buttons of one answer, those behind "More" among them. Ours. */
  replyActions: 16,
  /** Characters on a button. Ours: Teams cuts a title at the width of the card. */
  actionTitle: 60,
  /** Characters of an action's id as it comes back. Ours. */
  actionData: 200,
  /** Pixels on each side of an inline picture. */
  imagePixels: 1024,
  imageBytes: 1024 * 1024,
  /** Characters. Ours: a screen reader reads all of it. */
  altText: 1_000,
  /** Columns of a table that a phone still shows without cutting words. Ours. */
  tableColumns: 4,
  /** Rows of one table. Ours: the rest is counted in words. */
  tableRows: 24,
  /** Characters of one table cell. Ours. */
  cellText: 200,
  /** Attachments of one message. Teams splits a list of several into messages whose ids nobody hears. */
  attachments: 1,
  /** Characters of a file's name. Ours. */
  fileName: 150,
  suggestedActions: 6,
  /** Characters of a progress line of a stream. */
  informative: 1_000,
} as const;
