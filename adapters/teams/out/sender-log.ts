/** What is logged: ids of ours, codes and counts. Fits pino. */
export interface SenderLog {
  warn(values: Readonly<Record<string, unknown>>, message: string): void;
}
