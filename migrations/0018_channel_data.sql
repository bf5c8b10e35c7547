-- What the company changes by itself: its data, its profile in WhatsApp, and requests that must not be made twice.

-- Raised by each edit, so that two people at once notice each other (CH-10).
alter table channel add column version integer not null default 1;
alter table channel_request add column website2 text;
-- One wish of the browser is one request, however often it is sent (CH-3).
alter table channel_request add column client_key uuid;
create unique index channel_request_client_key on channel_request (company_id, client_key) where client_key is not null;
-- "Solicitudes anteriores" (CH-11).
create index channel_request_previous on channel_request (company_id, channel_id desc) where state in ('declined', 'withdrawn');

-- What of the profile is on its way to WhatsApp, and how that ended (CH-10). The values stand in the request and the channel.
create table channel_profile_field (
  company_id uuid not null,
  channel_id uuid not null,
  field text not null check (field in ('about', 'address', 'description', 'email', 'websites', 'vertical', 'photo')),
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'refused')),
  reason text,
  changed_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (company_id, channel_id, field),
  foreign key (company_id, channel_id) references channel (company_id, id),
  check ((state = 'refused') = (reason is not null)),
  check ((state = 'pending') = (settled_at is null))
);
call wall_in('channel_profile_field');
