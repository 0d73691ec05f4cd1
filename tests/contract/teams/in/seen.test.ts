import { expect, it } from 'vitest';
import { createSeen } from '../../../../adapters/teams/in/seen.ts';

/** A piece of work that ends when told to. */
function hold() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: () => promise, resolve, reject };
}
const never = async (): Promise<string> => {
  throw new Error('This work is not to be done.');
};

it('does the same activity once, and lets its repetition wait until it is stored', async () => {
  const seen = createSeen();
  const storing = hold();
  const order: string[] = [];
  const first = seen.once('a', storing.work, never).then((word) => order.push(word));
  const second = seen.once('a', never, async () => 'again').then((word) => order.push(word));
  storing.resolve('first');
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'again']);
  expect(await seen.once('a', never, async () => 'again')).toBe('again');
});

it('acknowledges no repetition of what could not be stored, and takes the next one', async () => {
  const seen = createSeen();
  const storing = hold();
  const outcomes = Promise.allSettled([
    seen.once('a', storing.work, never),
    seen.once('a', never, async () => 'acknowledged'),
  ]);
  storing.reject(new Error('The database is away.'));
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await seen.once('a', async () => 'stored', never)).toBe('stored');
});
