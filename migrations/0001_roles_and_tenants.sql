-- The application role: every tenant transaction switches to it. It owns nothing and cannot bypass policies.
do $$
begin
  if not exists (select from pg_roles where rolname = 'dyocense_app') then
    create role dyocense_app nologin nosuperuser nobypassrls;
  end if;
exception
  when duplicate_object or unique_violation then null; -- two copies started at once
end $$;

do $$
begin
  -- Whoever migrates may act as the application role; a superuser may anyway. Having created the role is not enough.
  if not pg_has_role(current_user, 'dyocense_app', 'set') then
    execute format('grant dyocense_app to %I with inherit false, set true', current_user);
  end if;
exception
  -- Start-up checks that the service can switch, and says how to grant it.
  when insufficient_privilege or unique_violation then null;
end $$;

create schema if not exists app;
grant usage on schema app to dyocense_app;

-- Unset or empty gives null, and null equals no row: without a tenant nothing can be seen.
create function app.current_tenant() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.current_tenant', true), '')::uuid;

grant execute on function app.current_tenant() to dyocense_app;

create table tenants (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  locale text not null default 'en-US',
  timezone text not null default 'UTC',
  week_start text not null default 'monday' check (week_start in ('monday', 'sunday', 'saturday')),
  sample boolean not null default false,
  settings jsonb not null default '{}',
  -- Rises with every change of the company's data; caches and stored forecasts name it.
  data_version bigint not null default 0,
  created_at timestamptz not null default now()
);
alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenant_isolation on tenants to dyocense_app
  using (id = app.current_tenant()) with check (id = app.current_tenant());
grant select, insert, update, delete on tenants to dyocense_app;

-- Which company a platform's workspace belongs to. Read before the tenant is known: a row shows itself
-- to its own tenant, or to a transaction that names exactly this channel and workspace.
create table channel_workspaces (
  tenant_id uuid not null references tenants (id) on delete cascade,
  channel text not null,
  workspace text not null,
  created_at timestamptz not null default now(),
  primary key (channel, workspace)
);
create index channel_workspaces_tenant on channel_workspaces (tenant_id);
alter table channel_workspaces enable row level security;
alter table channel_workspaces force row level security;
create policy tenant_isolation on channel_workspaces to dyocense_app
  using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
create policy exact_lookup on channel_workspaces for select to dyocense_app
  using (
    channel = nullif(current_setting('app.lookup_channel', true), '')
    and workspace = nullif(current_setting('app.lookup_workspace', true), '')
  );
grant select, insert, update, delete on channel_workspaces to dyocense_app;

create table users (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  display_name text not null,
  role text not null default 'member' check (role in ('owner', 'manager', 'member', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
alter table users enable row level security;
alter table users force row level security;
create policy tenant_isolation on users to dyocense_app
  using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, update, delete on users to dyocense_app;

create table channel_identities (
  tenant_id uuid not null references tenants (id) on delete cascade,
  channel text not null,
  workspace text not null,
  external_user text not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, channel, workspace, external_user),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
alter table channel_identities enable row level security;
alter table channel_identities force row level security;
create policy tenant_isolation on channel_identities to dyocense_app
  using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, update, delete on channel_identities to dyocense_app;
