/** Discord's documented limits. Characters are UTF-16 units unless said otherwise. */
export const LIMITS = {
  content: 2_000,
  embeds: 10,
  /** All titles, descriptions, fields, footers and authors of one message together. */
  embedTotal: 6_000,
  embedTitle: 256,
  embedDescription: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  placeholder: 150,
  options: 25,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  files: 10,
  fileBytes: 10 * 1024 * 1024,
  fileDescription: 1_024,
  nonce: 25,
  modalTitle: 45,
  modalLabel: 45,
  modalRows: 5,
} as const;

/** Milliseconds a token of an interaction is used: Discord takes it for 15 minutes, half a minute is kept spare. */
export const TOKEN_AGE_MS = 14.5 * 60_000;

/** The most a person can send us in one file: the house takes no more. */
export const MAX_DOWNLOAD_BYTES = 50 * 1024 * 1024;
