-- People: access can end without the past being rewritten.
alter table users add column ended_at timestamptz;
alter table channel_identities add column ended_at timestamptz;

-- Keys of an app installed into a workspace, encrypted by the service before they come here.
create table channel_installations (
  tenant_id uuid not null references tenants (id) on delete cascade,
  channel text not null,
  workspace text not null,
  sealed text not null,
  installed_by text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, channel, workspace)
);

-- The last known way back to a conversation, or to one person (`user:<platform id>`), for messages nobody asked for.
create table channel_addresses (
  tenant_id uuid not null references tenants (id) on delete cascade,
  channel text not null,
  workspace text not null,
  target text not null,
  conversation text not null,
  address jsonb not null,
  seen_at timestamptz not null default now(),
  primary key (tenant_id, channel, workspace, target)
);

-- May numbers be shown to everyone in this conversation? Asked once, remembered.
create table channel_consents (
  tenant_id uuid not null references tenants (id) on delete cascade,
  channel text not null,
  workspace text not null,
  conversation text not null,
  shows text not null check (shows in ('everyone', 'asker')),
  -- Were people from outside the workspace known to be there when it was decided?
  outside boolean not null default false,
  decided_by uuid,
  decided_at timestamptz not null default now(),
  primary key (tenant_id, channel, workspace, conversation),
  foreign key (tenant_id, decided_by) references users (tenant_id, id)
);

-- Codes that are good once and for minutes. Looked up before the company is known, by their hash alone.
create table one_time_codes (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  code_hash text not null unique,
  purpose text not null check (purpose in ('workspace', 'web-login')),
  user_id uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table access_requests (
  tenant_id uuid not null references tenants (id) on delete cascade,
  channel text not null,
  workspace text not null,
  external_user text not null,
  display_name text not null,
  status text not null default 'waiting' check (status in ('waiting', 'granted', 'refused')),
  -- The question they came with.
  inbound_id uuid,
  asked_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  primary key (tenant_id, channel, workspace, external_user),
  foreign key (tenant_id, decided_by) references users (tenant_id, id)
);

-- Browsers signed in by a link the coach sent.
create table web_sessions (
  tenant_id uuid not null references tenants (id) on delete cascade,
  token_hash text not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index web_sessions_user on web_sessions (tenant_id, user_id);

alter table inbound_events add column message text;
alter table inbound_events add column live jsonb;
create index inbound_events_message on inbound_events (tenant_id, channel, workspace, conversation, message)
  where message is not null;

alter table outbox add column lease_holder text;
alter table outbox add column lease_until timestamptz;
-- The order inside a conversation.
create index outbox_open on outbox (tenant_id, channel, workspace, conversation, sequence)
  where status in ('waiting', 'sending');
create index outbox_turn on outbox (tenant_id, turn_id);

-- What is out on the platforms: to go on after a crash, to take it away again.
create table posted_messages (
  tenant_id uuid not null references tenants (id) on delete cascade,
  outbox_id uuid not null,
  part integer not null,
  turn_id uuid,
  channel text not null,
  workspace text not null,
  conversation text not null,
  message text not null,
  posted_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (tenant_id, outbox_id, part),
  foreign key (tenant_id, outbox_id) references outbox (tenant_id, id) on delete cascade
);
create index posted_messages_turn on posted_messages (tenant_id, turn_id);
create index posted_messages_message on posted_messages (tenant_id, channel, workspace, message);

create table feedback (
  tenant_id uuid not null references tenants (id) on delete cascade,
  turn_id uuid not null,
  user_id uuid not null,
  value text not null check (value in ('good', 'bad')),
  comment text,
  given_at timestamptz not null default now(),
  primary key (tenant_id, turn_id, user_id),
  foreign key (tenant_id, turn_id) references coaching_turns (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table digest_schedules (
  tenant_id uuid not null references tenants (id) on delete cascade,
  id uuid not null,
  channel text not null,
  workspace text not null,
  conversation text not null,
  thread text not null,
  external_user text not null,
  audience text not null check (audience in ('private', 'group', 'external')),
  address jsonb,
  weekday smallint not null check (weekday between 1 and 7),
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  timezone text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  since timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references users (tenant_id, id)
);
-- One digest a conversation.
create unique index digest_schedules_place on digest_schedules (tenant_id, channel, workspace, conversation)
  where ended_at is null;

-- Every week is accounted for, once: the key is what keeps two processes from posting the same digest.
create table digest_runs (
  tenant_id uuid not null references tenants (id) on delete cascade,
  schedule_id uuid not null,
  due_at timestamptz not null,
  outcome text not null check (outcome in ('posted', 'caught-up', 'missed', 'paused', 'failed')),
  inbound_id uuid,
  ran_at timestamptz not null default now(),
  primary key (tenant_id, schedule_id, due_at),
  foreign key (tenant_id, schedule_id) references digest_schedules (tenant_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['channel_installations', 'channel_addresses', 'channel_consents', 'one_time_codes',
      'access_requests', 'web_sessions', 'posted_messages', 'feedback', 'digest_schedules', 'digest_runs'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I to dyocense_app using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())', t);
    execute format('grant select, insert, update, delete on %I to dyocense_app', t);
  end loop;
end $$;

-- Read before the company is known: a row shows itself to a transaction that names exactly its hash.
create policy exact_lookup on one_time_codes for select to dyocense_app
  using (code_hash = nullif(current_setting('app.lookup_secret', true), ''));
create policy exact_lookup on web_sessions for select to dyocense_app
  using (token_hash = nullif(current_setting('app.lookup_secret', true), ''));
