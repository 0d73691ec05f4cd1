import highsModule from 'highs';

// The package's types describe its CommonJS build; an import gets the ES module, whose default is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/**
 * One solver a thread, loaded when the first engine that solves is imported (3.5 MB of WebAssembly).
 * Import only from code that runs in a pool thread: a solve blocks its thread.
 */
export const highs = await loadHighs();
