-- One value of one metric, for one combination of dimension members, at one time of the company's own calendar.
-- `cut` names the dimensions the value is split by, sorted and comma-separated ('' is the company's total):
-- a total is the sum over exactly one cut, so that a file by product and a file by shop never add up twice.
create table business_metrics (
  -- Goes with its dataset, and that with its tenant: a second reference would double the cost of each row.
  tenant_id uuid not null,
  metric text not null,
  cut text not null,
  -- Dimension key → member; its keys are those of `cut`.
  dims jsonb not null,
  grain text not null check (grain in ('hour', 'day', 'week', 'month')),
  -- Local to the company, first moment of the grain.
  time timestamp not null,
  value double precision not null check (value = value and abs(value) < 'infinity'),
  -- For `mean` metrics: how many values this is the mean of.
  weight double precision not null default 1,
  dataset_id uuid not null,
  -- Rows of the file this came from, as a spreadsheet counts them (header is row 1).
  source_rows int4multirange not null,
  primary key (tenant_id, metric, cut, grain, dims, time),
  foreign key (tenant_id, dataset_id) references datasets (tenant_id, id) on delete cascade
);
-- The key above leads with dims; questions ask for a stretch of time over all members.
create index business_metrics_time on business_metrics (tenant_id, metric, cut, grain, time) include (value);
create index business_metrics_dataset on business_metrics (tenant_id, dataset_id);

-- Sums of one cut by day, week and month, over all its members (`dims` = {}) and by each single dimension of it
-- (`dims` = one pair), so that the usual question reads a few rows. Questions with two or more pairs read business_metrics.
-- Kept by the import for the stretch it touched.
create table metric_rollups (
  tenant_id uuid not null references tenants (id) on delete cascade,
  metric text not null,
  cut text not null,
  dims jsonb not null,
  grain text not null check (grain in ('day', 'week', 'month')),
  -- First day it covers: the day, the week by the company's week start, the month.
  period_start date not null,
  sum double precision not null,
  weighted_sum double precision not null,
  weight double precision not null,
  min double precision not null,
  max double precision not null,
  -- Days with a value.
  days integer not null,
  -- Under a policy only leakproof operators may use an index: equality of text is one, of jsonb is not.
  dims_key text not null generated always as (dims::text) stored,
  primary key (tenant_id, metric, cut, dims, grain, period_start)
);
create index metric_rollups_read on metric_rollups (tenant_id, metric, cut, grain, dims_key, period_start)
  include (sum, weighted_sum, weight, days);

do $$
declare t text;
begin
  foreach t in array array['business_metrics', 'metric_rollups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_isolation on %I to dyocense_app using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())', t);
    execute format('grant select, insert, update, delete on %I to dyocense_app', t);
  end loop;
end $$;
