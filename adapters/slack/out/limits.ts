/**
 * What Slack takes, in characters (UTF-16 units) and items.
 * From the Block Kit reference and the method pages of docs.slack.dev; what is from elsewhere says so.
 */
export const SLACK_LIMITS = {
  /** `text` of `chat.postMessage` is cut here. */
  messageText: 40_000,
  /** `text` of `chat.update` is refused (`msg_too_long`) beyond this. */
  updateText: 4_000,
  blocks: 50,
  /**
   * The JSON of all blocks of one message. Not documented: `msg_blocks_too_long` was seen from about 13,100 characters
   * on (slackapi/bolt-js issue 2509), so we stay well below.
   */
  blocksJson: 12_500,
  text: 3_000,
  header: 150,
  fields: 10,
  fieldText: 2_000,
  contextElements: 10,
  actionElements: 25,
  contextActionElements: 5,
  buttonText: 75,
  accessibilityLabel: 75,
  value: 2_000,
  actionId: 255,
  blockId: 255,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  selectOptions: 100,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  imageAlt: 2_000,
  imageTitle: 2_000,
  /** Alt text of an uploaded file (`alt_txt_too_large`). */
  fileAlt: 1_000,
  markdown: 12_000,
  /** One table a message (`only_one_table_allowed`). */
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  /** All cells of the tables of a message together. */
  tableText: 10_000,
  charts: 2,
  chartTitle: 50,
  chartSeries: 12,
  chartPoints: 20,
  chartLabel: 20,
  chartAxisLabel: 50,
} as const;
