import { UserError } from '../contracts/errors.ts';
import type { SqlRunner } from './sql-runner.ts';

/** Something that would let one company see another's rows. `fix` is SQL for the owner to run. */
export interface RoleProblem {
  readonly problem: string;
  readonly fix: string;
}

/**
 * What is unsafe about `role`, the role every company's transaction switches to: it must be held by row-level security
 * and must not be able to shed it, and every table with a tenant must be forced under a policy. Empty when all is well.
 * @param run a session that may read the system catalogues; the role need not be switched
 */
export async function findRoleProblems(run: SqlRunner, role: string): Promise<RoleProblem[]> {
  const [found] = await run('select 1 from pg_roles where rolname = $1', [role]);
  if (!found)
    return [
      { problem: `The role ${role} does not exist.`, fix: `create role ${role} nologin nosuperuser nobypassrls;` },
    ];
  return [
    ...(await findRolePowers(run, role)),
    ...(await findOpenTables(run, role)),
    ...(await findOpenViews(run, role)),
  ];
}

/** Roles that `role` is or may become, and what these may do. */
async function findRolePowers(run: SqlRunner, role: string): Promise<RoleProblem[]> {
  const rows = await run(
    `select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
            exists (select from pg_class c join pg_attribute a on a.attrelid = c.oid
                    where c.relowner = r.oid and c.relkind in ('r', 'p') and a.attname = 'tenant_id' and not a.attisdropped) as owner
       from pg_roles r
      where (r.rolname = $1 or exists (
              with recursive reach (id) as (
                select oid from pg_roles where rolname = $1
                union select m.roleid from pg_auth_members m join reach on m.member = reach.id)
              select from reach where reach.id = r.oid))`,
    [role],
  );
  return rows.flatMap(({ name, super: isSuper, bypass, owner }) => {
    const own = name === role;
    const fix = (alter: string) => (own ? `alter role ${role} ${alter};` : `revoke ${name} from ${role};`);
    const may = own ? `The role ${role}` : `The role ${role} may become ${name}, which`;
    return [
      ...(isSuper ? [{ problem: `${may} is a superuser: no policy holds it.`, fix: fix('nosuperuser') }] : []),
      ...(bypass ? [{ problem: `${may} has BYPASSRLS: no policy holds it.`, fix: fix('nobypassrls') }] : []),
      ...(owner
        ? [
            {
              problem: `${may} owns tables of the companies: it could switch their policies off.`,
              fix: own ? `reassign owned by ${role} to the owner's login;` : fix(''),
            },
          ]
        : []),
    ];
  });
}

/** Tables of tenants without forced row-level security or without a policy, chunks and partitions among them. */
async function findOpenTables(run: SqlRunner, role: string): Promise<RoleProblem[]> {
  const tables = await readTenantTables(run, role);
  if (tables.length === 0)
    return [{ problem: 'The tables of the companies are not there.', fix: 'Run the migrations.' }];
  return tables.flatMap(({ name, enabled, forced, policies }) => [
    ...(enabled && forced
      ? []
      : [
          {
            problem: `${name} is not under forced row-level security.`,
            fix: `alter table ${name} enable row level security, force row level security;`,
          },
        ]),
    ...(enabled && policies === 0
      ? [{ problem: `${name} has no policy.`, fix: `Add a policy by app.current_tenant() to ${name}.` }]
      : []),
  ]);
}

export interface TenantTable {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: number;
}

/** `tenants` and every table with a `tenant_id` that is ours or that the role has been granted anything on. */
export async function readTenantTables(run: SqlRunner, role: string): Promise<TenantTable[]> {
  const rows = await run(
    `select c.oid::regclass::text as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
            (select count(*) from pg_policy p where p.polrelid = c.oid)::int as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p')
        and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
        and (exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
             or c.oid = to_regclass('public.tenants'))
        and (n.nspname = 'public' or has_table_privilege($1, c.oid, 'select, insert, update, delete, truncate'))
      order by 1`,
    [role],
  );
  return rows.map((row) => ({
    name: String(row.name),
    enabled: row.enabled === true,
    forced: row.forced === true,
    policies: Number(row.policies),
  }));
}

/** Views read with their owner's rights unless told otherwise; stored views hold rows of all companies. */
async function findOpenViews(run: SqlRunner, role: string): Promise<RoleProblem[]> {
  const rows = await run(
    `select c.oid::regclass::text as name, c.relkind = 'm' as stored
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
        and has_table_privilege($1, c.oid, 'select')
        and not (c.relkind = 'v' and coalesce(array_to_string(c.reloptions, ','), '') ~ 'security_invoker=(true|on|1)')`,
    [role],
  );
  return rows.map(({ name, stored }) => ({
    problem: `The view ${name} shows rows of all companies.`,
    fix: stored ? `revoke all on ${name} from ${role};` : `alter view ${name} set (security_invoker = true);`,
  }));
}

/** @throws UserError `unsafe-database-role` naming each problem and what to run */
export function refuseUnsafeRole(problems: readonly RoleProblem[]): void {
  if (problems.length === 0) return;
  throw new UserError(
    `The database does not keep companies apart. ${problems.map(({ problem }) => problem).join(' ')}`,
    {
      code: 'unsafe-database-role',
      advice: `Run this as the owner of the database, then start again: ${problems.map(({ fix }) => fix).join(' ')}`,
    },
  );
}
