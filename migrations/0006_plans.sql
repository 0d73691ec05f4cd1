-- Rows of lists (goods, people, shifts …), as zod knows them by kind. The newest file that has a key holds;
-- taking a file out brings the row of the file before back.
create table business_records (
  tenant_id uuid not null references tenants (id) on delete cascade,
  dataset_id uuid not null,
  kind text not null check (kind ~ '^[a-z-]{1,40}$'),
  key text not null,
  -- contracts/record.ts
  record jsonb not null,
  -- Row of the file, the header line is 1.
  source_row integer not null,
  primary key (tenant_id, dataset_id, kind, key),
  foreign key (tenant_id, dataset_id) references datasets (tenant_id, id) on delete cascade
);
create index business_records_kind on business_records (tenant_id, kind, key);

-- Single facts that plans rest on, told in chat.
create table planning_settings (
  tenant_id uuid not null references tenants (id) on delete cascade,
  key text not null,
  value jsonb not null,
  said_by uuid,
  said_at timestamptz not null default now(),
  primary key (tenant_id, key),
  foreign key (tenant_id, said_by) references users (tenant_id, id)
);

create table plans (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('inventory', 'staffing', 'pricing', 'budget')),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'dismissed', 'replaced')),
  title text not null,
  -- contracts/plan.ts PlanRequest
  request jsonb not null,
  problem jsonb not null,
  basis jsonb not null,
  outcome jsonb not null,
  data_version bigint not null,
  based_on uuid,
  -- The answer it stands in. No foreign key: a plan is kept before its answer is.
  turn_id uuid,
  made_by uuid,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, made_by) references users (tenant_id, id),
  foreign key (tenant_id, decided_by) references users (tenant_id, id)
);
create index plans_turn on plans (tenant_id, turn_id);
create index plans_made on plans (tenant_id, made_at desc);

-- What an approved plan should bring, to be held against what happened.
create table plan_expectations (
  tenant_id uuid not null references tenants (id) on delete cascade,
  plan_id uuid not null,
  position integer not null,
  -- contracts/plan.ts PlanExpectation
  expectation jsonb not null,
  primary key (tenant_id, plan_id, position),
  foreign key (tenant_id, plan_id) references plans (tenant_id, id) on delete cascade
);

-- Files that an answer holds.
create table reply_files (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  turn_id uuid not null,
  name text not null,
  media_type text not null,
  content bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, turn_id) references coaching_turns (tenant_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['business_records', 'planning_settings', 'plans', 'plan_expectations', 'reply_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I to dyocense_app using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())', t);
    execute format('grant select, insert, update, delete on %I to dyocense_app', t);
  end loop;
end $$;
