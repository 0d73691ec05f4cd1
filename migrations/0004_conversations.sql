create table inbound_events (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  channel text not null,
  workspace text not null,
  event_id text not null,
  conversation text not null,
  thread text not null,
  -- contracts/inbound.ts
  inbound jsonb not null,
  -- `withdrawn`: the person took it back before it was answered.
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed', 'withdrawn')),
  attempts integer not null default 0,
  received_at timestamptz not null default now(),
  finished_at timestamptz,
  -- Order inside a thread.
  sequence bigint generated always as identity,
  primary key (tenant_id, id),
  -- The same event delivered twice is one turn.
  unique (tenant_id, channel, workspace, event_id)
);
create index inbound_events_open on inbound_events (tenant_id, channel, workspace, conversation, thread, sequence)
  where status in ('waiting', 'running');

create table coaching_sessions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  channel text not null,
  workspace text not null,
  conversation text not null,
  thread text not null,
  user_id uuid,
  -- The first question, for the history list.
  title text not null default '',
  -- Who runs a turn of this thread now, and until when the others wait.
  lease_holder text,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  last_turn_at timestamptz not null default now(),
  primary key (tenant_id, id),
  -- Some platforms number threads inside a conversation only.
  unique (tenant_id, channel, workspace, conversation, thread),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index coaching_sessions_recent on coaching_sessions (tenant_id, channel, last_turn_at desc);

create table coaching_turns (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  session_id uuid not null,
  inbound_id uuid,
  question text not null,
  -- contracts/skill.ts SkillCall[]
  plan jsonb not null default '[]',
  -- contracts/reply.ts
  reply jsonb,
  -- What each button of the reply does; looked up when pressed.
  actions jsonb not null default '[]',
  -- contracts/skill.ts Question, when the reply was a question back
  asked jsonb,
  tier text not null default 'builtin',
  ms integer,
  created_at timestamptz not null default now(),
  sequence bigint generated always as identity,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references coaching_sessions (tenant_id, id) on delete cascade
);
create index coaching_turns_session on coaching_turns (tenant_id, session_id, sequence desc);

create table charts (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  turn_id uuid not null,
  -- contracts/chart.ts ChartSpec, texts filled
  spec jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, turn_id) references coaching_turns (tenant_id, id) on delete cascade
);

create table forecasts (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  metric text not null,
  filter jsonb not null,
  grain text not null,
  horizon integer not null,
  made_on date not null,
  data_version bigint not null,
  model text not null,
  parameters jsonb not null,
  backtest jsonb not null,
  points jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index forecasts_metric on forecasts (tenant_id, metric, created_at desc);

-- What is to be sent to a platform, with its tries.
create table outbox (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  channel text not null,
  workspace text not null,
  conversation text not null,
  thread text not null,
  turn_id uuid,
  message jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'sending', 'sent', 'dead', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  sequence bigint generated always as identity,
  primary key (tenant_id, id)
);
create index outbox_due on outbox (tenant_id, next_attempt_at) where status = 'waiting';

do $$
declare t text;
begin
  foreach t in array array['inbound_events', 'coaching_sessions', 'coaching_turns', 'charts', 'forecasts', 'outbox'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I to dyocense_app using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())', t);
    execute format('grant select, insert, update, delete on %I to dyocense_app', t);
  end loop;
end $$;
