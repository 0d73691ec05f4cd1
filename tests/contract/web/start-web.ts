import Fastify, { type FastifyInstance } from 'fastify';
import type { WebOptions } from '../../../adapters/web/options.ts';
import { registerWeb } from '../../../adapters/web/register-web.ts';
import { type FakeHouse, makeFakeHouse } from './fake-house.ts';

export interface StartedWeb {
  readonly app: FastifyInstance;
  readonly house: FakeHouse;
  /** Where it listens; only when asked to. */
  readonly url: string;
}

/** The web channel on a Fastify of its own, before the fake house. */
export async function startWeb(
  options: Partial<WebOptions> & { readonly listen?: boolean; readonly stepMs?: number } = {},
): Promise<StartedWeb> {
  const { listen = false, stepMs = 0, ...web } = options;
  const app = Fastify();
  const house = makeFakeHouse({ stepMs });
  await registerWeb(app, house, { token: null, sampleSlug: 'sample-cafe', ...web });
  const url = listen ? await app.listen({ host: '127.0.0.1', port: 0 }) : '';
  return { app, house, url };
}
