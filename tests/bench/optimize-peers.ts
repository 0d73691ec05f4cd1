import { execFile, execFileSync } from 'node:child_process';

/** What another solver came to on the same model, its time from start of the process to its end. */
export interface PeerRun {
  readonly seconds: number;
  /** Null: no plan within the time. */
  readonly objective: number | null;
  readonly bound: number | null;
}

export interface Peer {
  readonly name: 'cbc' | 'glpsol';
  /** Solves a file in free MPS, one thread. The numbers are those of the file: minimised, without an offset. */
  readonly solve: (mps: string, timeLimitSeconds: number, gap: number) => Promise<PeerRun>;
}

/** Those of the two that are installed. */
export function findPeers(): { readonly found: readonly Peer[]; readonly missing: readonly string[] } {
  const peers: readonly Peer[] = [
    { name: 'cbc', solve: runCbc },
    { name: 'glpsol', solve: runGlpsol },
  ];
  const found = peers.filter(({ name }) => isInstalled(name));
  return { found, missing: peers.filter((peer) => !found.includes(peer)).map(({ name }) => name) };
}

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, command === 'cbc' ? ['-quit'] : ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `sec` counts processor time, so the process is given wall time too. */
async function runCbc(mps: string, limit: number, gap: number): Promise<PeerRun> {
  const { out, seconds } = await run(
    'cbc',
    [mps, '-sec', String(limit), '-ratio', String(gap), '-solve', '-quit'],
    limit,
  );
  const objective = lastNumber(out, /^Objective value:\s+(\S+)/gm) ?? lastNumber(out, /Optimal objective\s+(\S+)/g);
  const proven = /Result - Optimal solution found|Optimal - objective value|^Optimal objective/m.test(out);
  const bound = lastNumber(out, /^Lower bound:\s+(\S+)/gm) ?? (proven ? objective : null);
  return { seconds, objective, bound };
}

async function runGlpsol(mps: string, limit: number, gap: number): Promise<PeerRun> {
  const asked = gap > 0 ? ['--mipgap', String(gap)] : [];
  const { out, seconds } = await run('glpsol', ['--freemps', mps, '--tmlim', String(limit), ...asked], limit);
  // "+  1234: mip =   5.1e+01 >=   4.9e+01   3.9% (12; 3)"; in the end the bound reads "tree is empty".
  const line = [...out.matchAll(/^\+\s*\d+: (?:mip|>>>>>) =?\s*(\S+)(?: >=\s+(\S+(?: is empty)?))?/gm)].at(-1);
  const lp = lastNumber(out, /^\*?\s*\d+: obj =\s+(\S+)/gm);
  const found = [...out.matchAll(/^\+\s*\d+: (?:mip =|>>>>>)\s+(-?[\d.]+e[+-]\d+)/gm)].at(-1)?.[1];
  const isMip = /INTEGER OPTIMAL|mip =|GLPK Integer|Integer optimization/.test(out);
  const objective = found === undefined ? (isMip ? null : lp) : Number(found);
  const proven = /INTEGER OPTIMAL SOLUTION FOUND|OPTIMAL LP SOLUTION FOUND/.test(out) && !/TIME LIMIT/.test(out);
  const bound = Number(line?.[2]);
  return { seconds, objective, bound: proven && gap === 0 ? objective : Number.isFinite(bound) ? bound : null };
}

function run(command: string, args: readonly string[], limit: number): Promise<{ out: string; seconds: number }> {
  const started = performance.now();
  return new Promise((resolve) => {
    // Past twice its limit it is ended; what it said until then counts.
    execFile(command, args, { timeout: 2000 * limit + 5000, maxBuffer: 1 << 28 }, (_error, out) => {
      resolve({ out, seconds: (performance.now() - started) / 1000 });
    });
  });
}

function lastNumber(text: string, pattern: RegExp): number | null {
  const value = Number([...text.matchAll(pattern)].at(-1)?.[1]);
  return Number.isFinite(value) ? value : null;
}
