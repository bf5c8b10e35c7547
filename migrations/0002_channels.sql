-- WhatsApp numbers, the requests they come from, their connection to the provider, and what interrupts them.

create table channel (
  company_id uuid not null references company (id),
  id uuid not null,
  kind text not null default 'whatsapp' check (kind in ('whatsapp')),
  business_name text not null check (length(business_name) between 1 and 120),
  alias text not null,
  -- E.164 without blanks; empty until the number is live (CH-3, CH-12).
  identifier text check (identifier ~ '^\+[1-9][0-9]{6,14}$'),
  -- The switch of CH-8. What the screen calls the state is derived: see rules/channel-state.ts (CH-5).
  enabled boolean not null default true,
  quality text,
  messaging_limit text,
  last_message_at timestamptz,
  created_at timestamptz not null default now(),
  activated_at timestamptz,
  deleted_at timestamptz,
  primary key (company_id, id)
);
create unique index channel_id on channel (id);
create unique index channel_identifier on channel (identifier) where deleted_at is null;
create index channel_search on channel using gin ((plain(business_name || ' ' || alias || ' ' || coalesce(identifier, ''))) gin_trgm_ops);
call wall_in('channel');

create table channel_request (
  company_id uuid not null,
  channel_id uuid not null,
  state text not null default 'sent' check (state in ('sent', 'taken', 'connecting', 'done', 'declined', 'withdrawn')),
  legal_name text not null,
  tax_id text not null,
  country char(2) not null,
  address text,
  website text,
  email text not null,
  vertical text not null,
  about text,
  description text,
  person_first_name text not null,
  person_last_name text not null,
  person_email text not null,
  person_phone text not null,
  person_position text,
  requested_by uuid not null references auth."user" ("id"),
  requested_at timestamptz not null default now(),
  taken_by uuid references auth."user" ("id"),
  decided_at timestamptz,
  decline_reason text,
  primary key (company_id, channel_id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create index channel_request_open on channel_request (requested_at) where state in ('sent', 'taken', 'connecting');
call wall_in('channel_request');

-- What happened to a request or a channel, for its timeline.
create table channel_event (
  company_id uuid not null,
  channel_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  actor_name text not null,
  data jsonb not null default '{}',
  primary key (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create index channel_event_timeline on channel_event (company_id, channel_id, id);
call wall_in('channel_event');

-- The Partner road: each step leaves its result here, so that it is visible, resumable and repeatable (CH-11).
create table channel_connection (
  company_id uuid not null,
  channel_id uuid not null,
  -- Derived from the channel's id, so that the app is found again after a lost answer.
  app_name text not null unique,
  app_id text unique,
  subscription_id text,
  contact_set_at timestamptz,
  sign_up_link text,
  sign_up_link_expires_at timestamptz,
  live_at timestamptz,
  waba_id text,
  -- Names the channel in the webhook's address; unguessable.
  hook_key text not null unique,
  -- Header secret of the subscription, sealed (AES-256-GCM).
  hook_secret text not null,
  -- The provider was seen to send the header; only then does the door ask for it.
  hook_secret_carried boolean not null default false,
  error text,
  error_at timestamptz,
  primary key (company_id, channel_id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
call wall_in('channel_connection');

create table channel_interruption (
  company_id uuid not null,
  channel_id uuid not null,
  id uuid not null,
  cause text not null check (cause in (
    'restricted', 'banned', 'disabled', 'disconnected', 'wallet_empty', 'credentials_refused', 'unhealthy', 'operator')),
  detail text,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create unique index one_open_interruption on channel_interruption (company_id, channel_id, cause) where closed_at is null;
call wall_in('channel_interruption');
