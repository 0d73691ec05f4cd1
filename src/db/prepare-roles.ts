import type { SqlRunner } from './sql-runner.ts';
import { sqlStateOf } from './translate-error.ts';

/** Role the job queue's tables are granted to. It is not the application role: a company's transaction sees no jobs. */
export const JOB_ROLE = 'dyocense_jobs';

/**
 * Lets the service's login act as the application role and use the job queue. Roles belong to the whole server, so
 * another database may be doing the same: a lost race is tried again. Without the right to grant it does nothing;
 * the check at start-up then says what to run.
 * @param run one session of the owner
 * @param login the login that the service connects with
 */
export async function grantToLogin(run: SqlRunner, login: string, appRole: string): Promise<void> {
  const [who] = await run('select rolsuper as super from pg_roles where rolname = $1', [login]);
  if (who?.super === true) return;
  // The login gains nothing by itself: it must switch, and a switched transaction names its tenant.
  await grantMembership(run, appRole, login, 'set', 'inherit false, set true');
  await grantMembership(run, JOB_ROLE, login, 'usage', 'inherit true');
}

async function grantMembership(
  run: SqlRunner,
  role: string,
  login: string,
  need: 'set' | 'usage',
  options: string,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const [has] = await run('select pg_has_role($1::name, $2::name, $3) as already', [login, role, need]);
    if (has?.already === true) return;
    try {
      await run(`grant ${quoteName(role)} to ${quoteName(login)} with ${options}`);
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === '42501') return;
      // 23505: the same grant just now. XX000: "tuple concurrently updated".
      if (attempt === 5 || (state !== '23505' && state !== 'XX000')) throw error;
    }
  }
}

/** A name as SQL writes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
