-- Seeing how it goes: keys of the webhook's address that can be renewed, what came and what was turned away, the log of
-- exchanges with the provider, alarms on ourselves.

-- The pairs of key and secret under which the provider may call for a channel: while one is renewed there are two.
create table channel_hook (
  company_id uuid not null,
  channel_id uuid not null,
  -- Names the channel in the webhook's address; unguessable.
  key text primary key,
  -- Header secret of the subscription, sealed (AES-256-GCM).
  secret text not null,
  -- The provider was seen to have stored the header; only then does the door ask for it.
  secret_carried boolean not null default false,
  state text not null check (state in ('next', 'current', 'retired')),
  made_at timestamptz not null default now(),
  -- The provider confirmed a subscription with this pair.
  subscribed_at timestamptz,
  last_used_at timestamptz,
  retired_at timestamptz,
  error text,
  error_at timestamptz,
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create unique index channel_hook_in_use on channel_hook (company_id, channel_id, state) where state <> 'retired';
create index channel_hook_next on channel_hook (made_at) where state = 'next';
call wall_in('channel_hook');

insert into channel_hook (company_id, channel_id, key, secret, secret_carried, state, made_at, subscribed_at)
select n.company_id, n.channel_id, n.hook_key, n.hook_secret, n.hook_secret_carried, 'current', c.created_at,
  case when n.subscription_id is not null then coalesce(n.live_at, now()) end
from channel_connection n join channel c on c.company_id = n.company_id and c.id = n.channel_id;

-- channel_connection goes on naming the current pair, for the version before and for the road that makes the first one.
create function mirror_hook() returns trigger language plpgsql as $$
begin
  insert into channel_hook (company_id, channel_id, key, secret, secret_carried, state, subscribed_at)
  values (new.company_id, new.channel_id, new.hook_key, new.hook_secret, new.hook_secret_carried, 'current',
    case when new.subscription_id is not null then now() end)
  on conflict (key) do update set secret_carried = excluded.secret_carried,
    subscribed_at = coalesce(channel_hook.subscribed_at, excluded.subscribed_at);
  return null;
end $$;
create trigger mirror_hook after insert or update of hook_key, hook_secret_carried, subscription_id on channel_connection
  for each row execute function mirror_hook();

-- The provider's wallet of the channel's app, as last told.
alter table channel_connection add column wallet_currency text;
alter table channel_connection add column wallet_balance numeric;
alter table channel_connection add column wallet_at timestamptz;

-- What came to the door of a channel, by hour: events taken (message, status, other) and calls turned away, by reason.
create table webhook_tally (
  company_id uuid not null,
  channel_id uuid not null,
  hour timestamptz not null,
  outcome text not null,
  count bigint not null,
  last_at timestamptz not null,
  primary key (company_id, channel_id, hour, outcome)
) with (fillfactor = 70);
create index webhook_tally_age on webhook_tally (hour);
call wall_in('webhook_tally');

-- What went over the wire to the provider and back, without secrets (RE-3). Without company: calls of the partner account.
create table provider_exchange (
  company_id uuid,
  -- uuid v7: the order of time, by which the oldest are pruned.
  id uuid primary key,
  channel_id uuid,
  message_id uuid,
  template_id uuid,
  at timestamptz not null,
  method text not null,
  path text not null,
  request text,
  status smallint,
  response text,
  duration_ms integer not null,
  -- Of a failed call: never_sent, busy, refused, uncertain.
  verdict text,
  error text
);
-- Sends are found by their message; in a channel's list they stand only when something was wrong.
create index provider_exchange_of_channel on provider_exchange (company_id, channel_id, id)
  where message_id is null or verdict is not null;
create index provider_exchange_of_message on provider_exchange (company_id, message_id, id) where message_id is not null;
create index provider_exchange_of_template on provider_exchange (company_id, template_id, id) where template_id is not null;
create index provider_exchange_of_partner on provider_exchange (id) where company_id is null;
call wall_in('provider_exchange');

-- Something of ours is not well (RE-5): opened once, closed by itself.
create table alarm (
  id uuid primary key,
  kind text not null,
  -- The channel, the job or the process it is about; empty when it is about all.
  subject text not null default '',
  company_id uuid,
  channel_id uuid,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  data jsonb not null default '{}'
);
create unique index one_open_alarm on alarm (kind, subject) where closed_at is null;
create index alarm_latest on alarm (id desc);
create index alarm_of_channel on alarm (company_id, channel_id) where closed_at is null;
call wall_in('alarm');

-- Whose turn it is to do what one process does for all, and when it was last done.
create table turn (
  name text primary key,
  at timestamptz not null
);
insert into turn values ('watch', '-infinity');
grant select, update on turn to score_system;
