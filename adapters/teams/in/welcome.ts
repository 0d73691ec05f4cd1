/** The first words where the coach was added. No numbers: nobody knows yet who is let in. */
export function welcome(conversationType: 'personal' | 'groupChat' | 'channel'): string {
  const hello = 'Hello! I am your business coach. I read your sales and answer in plain words.';
  const ask = 'Ask me things like “How much will we sell next week?” or “Why did sales change last week?”';
  return conversationType === 'personal'
    ? `${hello} ${ask} You can also send me a CSV file with your sales here.`
    : `${hello} Mention me and ask: “How much will we sell next week?” Numbers that not everyone here may see, I send to you alone.`;
}
