-- The hot paths: events as they came, and who may send for a channel.

create table raw_event (
  -- From the process's own block of numbers: the order of arrival.
  seq bigint primary key,
  company_id uuid not null,
  channel_id uuid not null,
  dedupe_key text not null,
  -- Hash of the contact's address: one contact's events stay in order.
  lane smallint not null,
  -- Which process holds it in memory; another one takes it over when that process is gone.
  stream uuid not null,
  received_at timestamptz not null default now(),
  -- A status that came before our own record of the message id waits and is tried again.
  not_before timestamptz,
  attempts smallint not null default 0,
  raw text not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000, autovacuum_vacuum_cost_delay = 0);
create unique index raw_event_dedupe on raw_event (channel_id, dedupe_key);
create index raw_event_stream on raw_event (stream, seq);
call wall_in('raw_event');
create sequence raw_event_block increment 100000;
grant usage on sequence raw_event_block to score_system;

-- A process of ours that takes events in; its events are free to take when it has not been seen for a while.
create table stream (
  id uuid primary key,
  seen_at timestamptz not null default now()
);
grant select, insert, update, delete on stream to score_system;

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
  holder uuid not null,
  expires_at timestamptz not null
);
call wall_in('channel_lease');
