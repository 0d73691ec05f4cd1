import type { RepliedChart } from '../../src/contracts/chart.ts';
import type { Place } from '../../src/contracts/delivery.ts';
import type { ChatHost } from '../channel.ts';
import type { DiscordLog } from './options.ts';
import { logFailure } from './take-inbound.ts';

/** Discord is dark for most people; the picture brings its own ground, so it reads well in light too. */
const STYLE = { theme: 'dark', width: 440 } as const;

/** The pictures of a reply by chart id. One that cannot be drawn is lost, and its numbers stand in the text. */
export async function drawCharts(
  { host, log }: { readonly host: Pick<ChatHost, 'chart'>; readonly log: DiscordLog },
  place: Place,
  charts: readonly RepliedChart[],
): Promise<{ readonly pictures: ReadonlyMap<string, Uint8Array>; readonly lost: ReadonlySet<string> }> {
  const pictures = new Map<string, Uint8Array>();
  const lost = new Set<string>();
  for (const { id } of charts) {
    const png = await host.chart(place, id, STYLE).catch((thrown: unknown) => {
      logFailure(log, thrown, 'discord chart not drawn');
      return null;
    });
    if (png) pictures.set(id, png);
    else lost.add(id);
  }
  return { pictures, lost };
}
