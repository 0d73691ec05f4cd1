import { readConfig } from '../config.ts';
import { DyocenseError } from '../contracts/errors.ts';
import type { Finding } from '../db/doctor.ts';
import { inspectDatabase } from '../db/doctor.ts';
import { openDatabase } from '../db/open-database.ts';
import { inspectOutbox } from '../delivery/inspect-outbox.ts';
import { createJobs } from '../jobs/create-jobs.ts';
import { createLogger } from '../observability/logger.ts';
import { describeChannel, isChannelName } from './describe-channel.ts';
import { findTenants } from './outbox.ts';
import { withApp } from './with-app.ts';

const MARKS: Record<Finding['ok'], string> = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

/** Says what is set up, what is missing, and what to do about it: all, or one chat platform. Exit code 1 when something is a problem. */
export async function doctor(options: { readonly json?: boolean; readonly channel?: string }): Promise<void> {
  const findings = options.channel === undefined ? await inspect() : await inspectChannel(options.channel);
  if (findings.some((finding) => finding.ok === 'problem')) process.exitCode = 1;
  if (options.json) {
    process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
    return;
  }
  for (const { name, ok, detail, advice } of findings) {
    process.stdout.write(`${MARKS[ok]}  ${name}: ${detail}\n${advice ? `         ${advice}\n` : ''}`);
  }
}

async function inspect(): Promise<Finding[]> {
  const findings: Finding[] = [{ name: 'node', ok: 'ok', detail: process.version }];
  try {
    const config = readConfig();
    findings.push(describeAccess(config.host, config.webToken !== undefined));
    const log = createLogger('silent');
    const database = await openDatabase({ ...config, ownerUrl: config.databaseOwnerUrl, log });
    try {
      findings.push(...(await inspectDatabase(database)), await inspectFailedJobs(await createJobs({ database, log })));
      findings.push(...(await inspectOutbox(database, await findTenants(database), new Date())));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof DyocenseError)) throw error;
    findings.push({ name: error.code, ok: 'problem', detail: error.message, advice: error.advice });
  }
  return findings;
}

/** Asks the platform itself, with the keys the service would use. */
async function inspectChannel(name: string): Promise<readonly Finding[]> {
  if (!isChannelName(name)) return describeChannel(name, null);
  try {
    return await withApp(async ({ channels }) => describeChannel(name, (await channels.get(name)?.check()) ?? null), {
      sample: false,
    });
  } catch (error) {
    if (!(error instanceof DyocenseError)) throw error;
    return [{ name: error.code, ok: 'problem', detail: error.message, advice: error.advice }];
  }
}

function describeAccess(host: string, hasToken: boolean): Finding {
  if (hasToken) return { name: 'access', ok: 'ok', detail: `The page and the API on ${host} ask for the token.` };
  return { name: 'access', ok: 'ok', detail: `No token: only this machine (${host}) may open the page.` };
}

async function inspectFailedJobs(jobs: Awaited<ReturnType<typeof createJobs>>): Promise<Finding> {
  const failed = await jobs.failed(20);
  await jobs.stop();
  if (failed.length === 0) return { name: 'failed jobs', ok: 'ok', detail: 'none' };
  const names = [...new Set(failed.map((job) => job.name))].join(', ');
  return {
    name: 'failed jobs',
    ok: 'warning',
    detail: `${failed.length} given up (${names})`,
    advice: 'See the log around the time they failed; they are kept in the job queue.',
  };
}
