/** Lets others have their turn between two statements: the embedded database works on the event loop's own thread. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
