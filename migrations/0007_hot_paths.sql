-- The hot paths, measured and hardened: statuses that rewrite no index, lanes with one owner over all processes,
-- an archive of whole batches, statuses that are early, uncertain messages that can be settled.

-- Where a message stands between us and the provider: 0 waits, 1 is on the wire, 2 is uncertain; null for all others. The
-- outbox's indexes hang on this column, so that a status that comes by webhook (sent, delivered, read) changes no indexed
-- value and PostgreSQL need not touch any index (HOT).
alter table message add column outbox smallint generated always as (case when status between 0 and 2 then status end) stored;
-- When it was handed to the provider (BU-3).
alter table message add column left_at timestamptz;
-- WhatsApp's own id, where told: some late statuses name the message by it alone.
alter table message add column wamid text;
drop index message_outbox;
create index message_outbox on message (channel_id, priority, id) where outbox = 0;
drop index message_on_the_wire;
create index message_on_the_wire on message (channel_id) where outbox = 1;
create index message_uncertain on message (company_id, channel_id, contact_id) where outbox = 2;
create index message_wamid on message (company_id, channel_id, wamid) where wamid is not null;

-- Which processes handle events; those of an older version say nothing and are given no lanes.
alter table process add column worker boolean not null default false;
grant update on process to score_system;

-- One contact's events are handled by one process at a time: the owner of the contact's lane. An event that another
-- process took in stands in raw_event without a process until the owner claims it.
create table inbound_lane (
  lane smallint primary key,
  process_id uuid
);
insert into inbound_lane select generate_series(0, 63);
grant select, update on inbound_lane to score_system;

alter table raw_event alter column process_id drop not null;
drop index raw_event_process;
create index raw_event_unclaimed on raw_event (lane) where process_id is null;

-- Handled events, kept for replay: one row per batch and channel; `body` holds an index and the events as they came, compressed with zstd.
create table event_batch (
  company_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  first_seq bigint not null,
  last_seq bigint not null,
  received_from timestamptz not null,
  received_to timestamptz not null,
  events integer not null,
  body bytea not null,
  primary key (company_id, id)
);
alter table event_batch alter column body set storage external;
create index event_batch_range on event_batch (company_id, channel_id, received_to);
create index event_batch_age on event_batch (received_to);
call wall_in('event_batch');
comment on table event_archive is 'Written by the former version only; event_batch takes its place.';

-- Statuses of messages whose id we do not know (yet): folded per id, applied when the id is recorded, looked at once
-- more after 15 minutes (BU-3).
create table early_status (
  company_id uuid not null,
  channel_id uuid not null,
  message_id text not null,
  to_address text,
  rank smallint not null,
  -- The earliest time that one of these statuses names.
  at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  code text,
  reason text,
  wamid text,
  received_at timestamptz not null default now(),
  primary key (company_id, channel_id, message_id)
);
create index early_status_due on early_status (received_at);
call wall_in('early_status');
