-- Contacts, tickets, interactions and messages. The message table is the outbox too.

create table contact (
  company_id uuid not null references company (id),
  id uuid not null,
  name text not null default '',
  marketing_opt_out_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, id)
);
create index contact_search on contact using gin (plain(name) gin_trgm_ops);
call wall_in('contact');

-- TK-1: each address belongs to one contact of the company. `value` is the line key for phones (rules/phone.ts),
-- so that number forms that are one line are one address; `shown` is the form to write to.
create table contact_address (
  company_id uuid not null,
  kind text not null check (kind in ('phone', 'whatsapp', 'user_id')),
  value text not null,
  shown text not null,
  contact_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (company_id, kind, value),
  foreign key (company_id, contact_id) references contact (company_id, id)
);
create index contact_address_contact on contact_address (company_id, contact_id);
call wall_in('contact_address');

-- TK-8: the 24-hour window is per channel and contact, from the provider's time of the contact's last message.
create table contact_channel (
  company_id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  last_inbound_at timestamptz not null,
  primary key (company_id, contact_id, channel_id)
);
call wall_in('contact_channel');

-- Rises within each company, gaps allowed (TK-11); one sequence, since a counter row would be a lock for all.
create sequence ticket_number start 1001;
grant usage on sequence ticket_number to score_tenant, score_system;

create table ticket (
  company_id uuid not null,
  id uuid not null,
  number bigint not null default nextval('ticket_number'),
  contact_id uuid not null,
  campaign_id uuid not null,
  -- Null: "Sin cola", seen by admins (TK-5).
  queue_id uuid,
  agent_id uuid,
  opened_at timestamptz not null,
  assigned_at timestamptz,
  first_answer_at timestamptz,
  last_activity_at timestamptz not null,
  last_channel_id uuid not null,
  last_text text not null default '',
  unread integer not null default 0,
  closed_at timestamptz,
  close_reason text check (close_reason in (
    'agent', 'opt_out', 'transferred', 'merged', 'channel_off', 'channel_deleted', 'campaign_deleted')),
  closed_by uuid,
  disposition_id uuid,
  close_note text,
  primary key (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id),
  foreign key (company_id, campaign_id) references campaign (company_id, id),
  foreign key (company_id, campaign_id, queue_id) references queue (company_id, campaign_id, id),
  foreign key (company_id, agent_id) references member (company_id, user_id),
  foreign key (company_id, campaign_id, disposition_id) references disposition (company_id, campaign_id, id),
  check ((closed_at is null) = (close_reason is null)),
  check ((agent_id is null) = (assigned_at is null))
);
-- At most one open ticket per contact and campaign: the heart of TK.
create unique index one_open_ticket on ticket (company_id, contact_id, campaign_id) where closed_at is null;
create unique index ticket_by_number on ticket (company_id, number);
create index ticket_waiting on ticket (company_id, queue_id, opened_at, id) where closed_at is null and agent_id is null;
create index ticket_mine on ticket (company_id, agent_id, last_activity_at desc, id desc) where closed_at is null;
create index ticket_open on ticket (company_id, last_activity_at desc, id desc) where closed_at is null;
create index ticket_of_contact on ticket (company_id, contact_id, number desc);
call wall_in('ticket');

create table interaction (
  company_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  campaign_id uuid not null,
  queue_id uuid,
  -- Empty until the contact answers (TK-3).
  ticket_id uuid,
  begun_by text not null check (begun_by in ('us', 'contact')),
  -- Who sent the template that began it, for "Enviados".
  sender_id uuid,
  opened_at timestamptz not null,
  last_activity_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  primary key (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id),
  foreign key (company_id, campaign_id) references campaign (company_id, id),
  foreign key (company_id, ticket_id) references ticket (company_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create unique index one_open_interaction on interaction (company_id, contact_id, channel_id, campaign_id) where ended_at is null;
create index interaction_of_channel on interaction (company_id, channel_id) where ended_at is null;
create index interaction_of_ticket on interaction (company_id, ticket_id);
create index interaction_unanswered on interaction (company_id, queue_id, last_activity_at desc, id desc) where ended_at is null and ticket_id is null;
call wall_in('interaction');

create table message (
  company_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  -- Null only for what came to a channel that was switched off (TK-7).
  interaction_id uuid,
  direction text not null check (direction in ('in', 'out', 'note')),
  kind text not null,
  -- What people read: the text, the caption, the tapped button, the template as sent.
  text text not null default '',
  -- The rest, by kind: media, location, template and button of a tap …
  content jsonb,
  -- The provider's time (TK-11); ours until the provider has spoken. Ties by id, which rises with arrival.
  at timestamptz not null,
  -- The provider's id: of the contact's message, or of ours once accepted.
  external_id text,
  -- Rank of WS-2 (rules/message-status.ts); null for what comes in.
  status smallint check (status between -1 and 7),
  error_code text,
  error_text text,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  sender_id uuid,
  -- Given by the client: a double click, a retry or a reload never sends twice (WS-1).
  client_key uuid,
  template_id uuid,
  params jsonb,
  reply_to text,
  -- 0 agents, 1 bulk: agents leave first (BU-2).
  priority smallint not null default 0,
  attempts smallint not null default 0,
  not_before timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, interaction_id) references interaction (company_id, id),
  check ((direction = 'out') = (status is not null))
) with (fillfactor = 85);
-- Outlives the raw events: whatever is delivered again, a message is stored once.
create unique index message_external on message (company_id, channel_id, external_id);
create unique index message_client_key on message (company_id, client_key);
create index message_of_interaction on message (company_id, interaction_id, at desc, id desc);
create index message_outbox on message (channel_id, priority, id) where status = 0;
create index message_on_the_wire on message (channel_id) where status = 1;
call wall_in('message');
