const AHEAD = ['next week', 'next 14 days', 'next month', 'tomorrow', 'this weekend', 'next 3 months'];
const BEHIND = ['last week', 'last month', 'yesterday', 'last 30 days', 'this month', 'last year'];

/** Times to pick from while a person types one. What they typed stays possible: it comes first. */
export function suggestTimes(command: string, typed: string): readonly string[] {
  const known = command === 'explain' ? BEHIND : AHEAD;
  const words = typed.trim().slice(0, 100);
  if (words === '') return known;
  const fitting = known.filter((time) => time.includes(words.toLowerCase()));
  return fitting.includes(words) ? fitting : [words, ...fitting];
}
