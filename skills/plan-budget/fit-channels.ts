import type { ResponseEstimate } from '../../src/engines/optimizer/budget/response-types.ts';
import type { SkillContext } from '../context.ts';
import type { MarketingHistory } from './read-history.ts';

/** Each channel's own curve against its own results, or all curves together against what came of all. */
export async function fitChannels(
  ctx: SkillContext,
  { weeks, channels, result, byMonth }: MarketingHistory,
  perChannel: boolean,
): Promise<readonly ResponseEstimate[]> {
  if (byMonth || channels.length === 0) return [];
  ctx.progress('learning what each channel brings');
  const run = (input: Parameters<typeof ctx.engines.run<'fit-response'>>[1]) =>
    ctx.engines.run('fit-response', input, { signal: ctx.signal });
  if (!perChannel)
    return run({ dates: weeks, result, channels: channels.map(({ name, spend }) => ({ id: name, spend })) });
  const fits = await Promise.all(
    channels.map((channel, at) =>
      run({
        dates: weeks,
        result: channel.result ?? [],
        channels: [{ id: channel.name, spend: channel.spend }],
        // Draws of different channels must not move together.
        seed: at + 1,
      }),
    ),
  );
  return fits.flat();
}
