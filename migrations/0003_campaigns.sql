-- Campaigns own queues and dispositions; queues have channels and agents.

create table campaign (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  active boolean not null default true,
  is_default boolean not null default false,
  disposition_required boolean not null default false,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id)
);
create unique index campaign_name on campaign (company_id, plain(name)) where deleted_at is null;
create unique index one_default_campaign on campaign (company_id) where is_default and deleted_at is null;
call wall_in('campaign');

create table queue (
  company_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  active boolean not null default true,
  service_level_seconds integer not null default 60 check (service_level_seconds between 1 and 86400),
  queue_order text not null default 'oldest' check (queue_order in ('oldest', 'newest', 'service_level')),
  distribution text not null default 'manual' check (distribution in ('manual', 'round_robin', 'least_busy')),
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  unique (company_id, campaign_id, id),
  foreign key (company_id, campaign_id) references campaign (company_id, id)
);
create unique index queue_name on queue (company_id, campaign_id, plain(name)) where deleted_at is null;
call wall_in('queue');

create table queue_channel (
  company_id uuid not null,
  queue_id uuid not null,
  channel_id uuid not null,
  -- Exactly one of a channel's queues takes what nothing else claims (AS-4, TK-5).
  is_entry boolean not null default false,
  -- Taken away by the channel's switch, to be given back by it (CH-8).
  switched_off boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (company_id, queue_id, channel_id),
  foreign key (company_id, queue_id) references queue (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create unique index one_entry_queue on queue_channel (company_id, channel_id) where is_entry;
create index queue_channel_channel on queue_channel (company_id, channel_id);
call wall_in('queue_channel');

create table queue_agent (
  company_id uuid not null,
  queue_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (company_id, queue_id, user_id),
  foreign key (company_id, queue_id) references queue (company_id, id),
  foreign key (company_id, user_id) references member (company_id, user_id)
);
create index queue_agent_user on queue_agent (company_id, user_id);
call wall_in('queue_agent');

create table disposition (
  company_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  parent_id uuid,
  name text not null check (length(name) between 1 and 80),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  unique (company_id, campaign_id, id),
  foreign key (company_id, campaign_id) references campaign (company_id, id),
  foreign key (company_id, campaign_id, parent_id) references disposition (company_id, campaign_id, id)
);
call wall_in('disposition');
