-- A file as it came, kept whole: the proof behind every number, and what a second reading starts from.
create table uploads (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  -- gzip
  content bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index uploads_sha on uploads (tenant_id, sha256);

-- One import of one file. Only a `ready` dataset has rows: import runs in one transaction or not at all.
create table datasets (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  upload_id uuid,
  name text not null,
  file_name text not null,
  sha256 text not null,
  status text not null check (status in ('importing', 'ready', 'replaced', 'failed')),
  -- How the file was read: delimiter, encoding, date format per column, roles of columns, what was left out.
  understanding jsonb not null default '{}',
  row_count integer not null default 0,
  first_day date,
  last_day date,
  error jsonb,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, upload_id) references uploads (tenant_id, id)
);
create index datasets_sha on datasets (tenant_id, sha256);

create table metric_definitions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  key text not null check (key ~ '^[a-z0-9_]{1,80}$'),
  label text not null,
  unit text not null check (unit in ('currency', 'count', 'percent', 'hours', 'other')),
  grain text not null check (grain in ('day', 'week', 'month')),
  synonyms text[] not null default '{}',
  -- contracts/catalogue.ts Aggregation
  aggregation jsonb not null,
  non_negative boolean not null default true,
  good_direction text not null default 'up' check (good_direction in ('up', 'down', 'neutral')),
  role text not null default 'measure' check (role in ('measure', 'context')),
  position integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);

create table dimensions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  key text not null check (key ~ '^[a-z0-9_]{1,80}$'),
  label text not null,
  synonyms text[] not null default '{}',
  position integer not null default 0,
  primary key (tenant_id, key)
);

create table dimension_members (
  tenant_id uuid not null references tenants (id) on delete cascade,
  dimension text not null,
  member text not null,
  primary key (tenant_id, dimension, member),
  foreign key (tenant_id, dimension) references dimensions (tenant_id, key) on delete cascade
);

-- Days that are special for the company: closed days are not zeros, holidays and events explain.
create table business_days (
  tenant_id uuid not null references tenants (id) on delete cascade,
  day date not null,
  -- '' is the whole company, else a member of the dimension `location`.
  location text not null default '',
  kind text not null check (kind in ('closed', 'holiday', 'event')),
  label text not null,
  dataset_id uuid,
  primary key (tenant_id, day, location, kind, label),
  foreign key (tenant_id, dataset_id) references datasets (tenant_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['uploads', 'datasets', 'metric_definitions', 'dimensions', 'dimension_members', 'business_days'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I to dyocense_app using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())', t);
    execute format('grant select, insert, update, delete on %I to dyocense_app', t);
  end loop;
end $$;
