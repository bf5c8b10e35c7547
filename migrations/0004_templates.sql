-- Templates of a channel, their history, drafts, and where they are assigned.

create table template (
  company_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  name text not null,
  language text not null,
  display_name text not null,
  category text not null check (category in ('MARKETING', 'UTILITY', 'AUTHENTICATION')),
  type text not null check (type in ('TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO')),
  header text,
  body text not null,
  footer text,
  -- [{type, text, optOut?}] in the order shown.
  buttons jsonb not null default '[]',
  -- [{n, name, sample, type, source}] numbered from 1.
  parameters jsonb not null default '[]',
  header_sample text,
  -- TP-2: one of three, with the finer word beside it; rules/template-status.ts judges both.
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
  status_word text not null default 'SENDING',
  reason text,
  quality text,
  active boolean not null default true,
  provider_id text,
  submitted_at timestamptz,
  confirmed_at timestamptz,
  created_by uuid not null references auth."user" ("id"),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create unique index template_name on template (company_id, channel_id, name, language) where deleted_at is null;
create unique index template_provider on template (channel_id, provider_id);
create index template_list on template (company_id, channel_id, updated_at desc, id desc) where deleted_at is null;
create index template_search on template using gin ((plain(display_name || ' ' || name || ' ' || body)) gin_trgm_ops);
call wall_in('template');

create table template_event (
  company_id uuid not null,
  template_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  source text not null check (source in ('person', 'submission', 'webhook', 'reconciliation')),
  status text not null,
  status_word text not null,
  reason text,
  actor_name text,
  primary key (company_id, id),
  foreign key (company_id, template_id) references template (company_id, id)
);
create index template_event_history on template_event (company_id, template_id, id);
call wall_in('template_event');

create table template_draft (
  company_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  content jsonb not null,
  -- Rises with each save; a save that names an older one is told who was faster.
  version integer not null default 1,
  saved_by uuid not null references auth."user" ("id"),
  saved_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
create index template_draft_list on template_draft (company_id, channel_id, saved_at desc);
call wall_in('template_draft');

-- AS-1: a row without queue covers the whole campaign, later queues too.
create table template_assignment (
  company_id uuid not null,
  template_id uuid not null,
  campaign_id uuid not null,
  queue_id uuid,
  created_at timestamptz not null default now(),
  unique nulls not distinct (company_id, template_id, campaign_id, queue_id),
  foreign key (company_id, template_id) references template (company_id, id),
  foreign key (company_id, campaign_id) references campaign (company_id, id),
  foreign key (company_id, campaign_id, queue_id) references queue (company_id, campaign_id, id)
);
create index template_assignment_campaign on template_assignment (company_id, campaign_id, queue_id);
call wall_in('template_assignment');
