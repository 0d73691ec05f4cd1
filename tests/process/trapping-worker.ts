/**
 * The real worker with one engine changed: a forecast by Prophet runs into a trap of real WebAssembly, one by Theta never
 * comes back. Everything around the engine is what runs in the service.
 */
import { registerHooks } from 'node:module';

const TRAPPING = new URL('./trapping-forecaster.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './forecaster/forecast.ts' ? { url: TRAPPING, shortCircuit: true } : next(specifier, context),
});

const { runTask, warmUp } = await import('../../src/engines/worker.ts');

export { runTask, warmUp };
