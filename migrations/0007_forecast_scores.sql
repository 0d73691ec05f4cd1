-- What became of forecasts: one row for each step of a kept forecast whose actual value is known.

-- The version of the company's data that its forecasts were last held against.
alter table tenants add column forecasts_scored bigint not null default 0;

alter table forecasts
  -- Every step up to here is settled: it has a score, or was closed.
  add column scored_until date,
  -- contracts/forecast.ts ForecastAssumption[]; what was made under any is never scored.
  add column assumptions jsonb not null default '[]',
  -- Totals of stretches that were given beside the single steps.
  add column totals jsonb not null default '[]',
  -- First days of its first and its last step; null where its points have no dates. As text: ISO dates sort alike.
  add column first_step text collate "C",
  add column last_step text collate "C";

-- The owner is held by the policies too, unless told otherwise.
alter table forecasts no force row level security;
update forecasts set first_step = points -> 0 ->> 't', last_step = points -> -1 ->> 't';
alter table forecasts force row level security;

create table forecast_scores (
  tenant_id uuid not null references tenants (id) on delete cascade,
  forecast_id uuid not null,
  t date not null,
  -- Steps ahead when it was made, from 1.
  step integer not null check (step >= 1),
  expected double precision not null,
  low80 double precision not null,
  high80 double precision not null,
  low95 double precision not null,
  high95 double precision not null,
  actual double precision not null,
  -- What repeating the last season would have said; null where that is not known.
  naive double precision,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, forecast_id, t),
  foreign key (tenant_id, forecast_id) references forecasts (tenant_id, id) on delete cascade
);
alter table forecast_scores enable row level security;
alter table forecast_scores force row level security;
create policy tenant_isolation on forecast_scores to dyocense_app
  using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, update, delete on forecast_scores to dyocense_app;
