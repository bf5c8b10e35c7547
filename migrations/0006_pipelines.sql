-- The hot paths: events as they came, the processes that hold them, and who may send for a channel.

-- A running process of ours. It holds the advisory lock (7302, lock_key) as long as it lives: whoever gets that lock
-- knows that it is dead, and takes over what it held.
create table process (
  id uuid primary key,
  lock_key integer not null generated always as identity,
  started_at timestamptz not null default now()
);
grant select, insert, delete on process to score_system;

create table raw_event (
  -- From the process's own block of numbers: the order of arrival.
  seq bigint primary key,
  company_id uuid not null,
  channel_id uuid not null,
  dedupe_key text not null,
  -- Hash of the contact's address: one contact's events stay in order.
  lane smallint not null,
  -- The process that holds it in memory.
  process_id uuid not null,
  received_at timestamptz not null default now(),
  raw text not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000, autovacuum_vacuum_cost_delay = 0);
create unique index raw_event_dedupe on raw_event (channel_id, dedupe_key);
create index raw_event_process on raw_event (process_id, seq);
call wall_in('raw_event');
create sequence raw_event_block increment 100000;
grant usage on sequence raw_event_block to score_system;

-- Handled events, kept for replay.
create table event_archive (
  company_id uuid not null,
  channel_id uuid not null,
  seq bigint not null,
  received_at timestamptz not null,
  raw text not null
);
create index event_archive_time on event_archive using brin (received_at);
call wall_in('event_archive');

-- What could not be handled, with the reason; nothing that came is thrown away.
create table event_set_aside (
  id uuid primary key,
  company_id uuid,
  channel_id uuid,
  received_at timestamptz not null default now(),
  reason text not null,
  raw text not null
);
create index event_set_aside_time on event_set_aside (company_id, received_at desc);
call wall_in('event_set_aside');

-- One process sends for a channel, over the whole cluster.
create table channel_lease (
  company_id uuid not null,
  channel_id uuid primary key,
  process_id uuid not null
);
call wall_in('channel_lease');
