/** Takes a whole event stream apart, independently of the page's own reader. */
export function readSse(payload: string): { readonly event: string; readonly data: Record<string, unknown> }[] {
  return payload
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const match = /^event: (?<event>[a-z]+)\ndata: (?<data>.+)$/.exec(block);
      if (match?.groups?.event === undefined || match.groups.data === undefined)
        throw new Error(`not an event: ${block}`);
      return { event: match.groups.event, data: JSON.parse(match.groups.data) };
    });
}
