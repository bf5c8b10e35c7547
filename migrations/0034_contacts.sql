-- Contacts as people keep them: attributes of the company's own, the record of consent, one contact made of two, changes
-- that can be erased.

create extension if not exists btree_gin;

-- What a company wants to know of its contacts. A key is never given another meaning: what is removed only rests.
create table contact_attribute (
  company_id uuid not null references company (id),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null check (length(label) between 1 and 60),
  type text not null check (type in ('text', 'number', 'date', 'money', 'list')),
  -- Of a list: what can be chosen.
  options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  position integer not null default 0,
  removed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (company_id, key)
);
call wall_in('contact_attribute');
create unique index contact_attribute_label on contact_attribute (company_id, plain(label)) where removed_at is null;

-- What a search looks through, beside addresses.
create function contact_words(name text, attributes jsonb) returns text language sql immutable parallel safe as $$
  select public.plain(name || coalesce((select string_agg(' ' || value, '') from jsonb_each_text(attributes)), ''))
$$;

alter table contact
  add column attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  add column version integer not null default 1,
  -- The line (TK-1) to write to first.
  add column primary_line text,
  -- The day on which the contact last wrote; changes once a day, so that it can stand in an index.
  add column active_on date,
  -- It lives on as another; only this row stays, for links to it and for what refers to it.
  add column merged_into uuid,
  add column erased_at timestamptz,
  add foreign key (company_id, merged_into) references contact (company_id, id),
  add check (merged_into is null or (name = '' and attributes = '{}')),
  add check (erased_at is null or (name = '' and attributes = '{}'));
alter table contact add column words text generated always as (contact_words(name, attributes)) stored;

create index contact_newest on contact (company_id, created_at desc, id desc) where merged_into is null and erased_at is null;
create index contact_active on contact (company_id, active_on desc, id desc) where merged_into is null and erased_at is null and active_on is not null;
create index contact_opted_out on contact (company_id, created_at desc, id desc) where marketing_opt_out_at is not null and merged_into is null and erased_at is null;
create index contact_words on contact using gin (company_id, words gin_trgm_ops);
create index contact_merged on contact (company_id, merged_into) where merged_into is not null;
create index contact_address_digits on contact_address using gin (company_id, value gin_trgm_ops) where kind = 'phone';

-- The number from which the contact last wrote over this channel: the window is open with that one (TK-8).
alter table contact_channel add column last_line text;

-- Where a waiting message goes, if not to the contact's first number: it was written to the one of two contacts that is no more.
alter table message add column recipient text;

-- TK-2: the ticket that this one was joined with.
alter table ticket add column merged_into uuid,
  add foreign key (company_id, merged_into) references ticket (company_id, id);

-- TK-6, WS-9: what a contact agreed to, and when and how it said so. Rows are added and never changed, but for words that
-- name a person who is erased.
create table contact_consent (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  what text not null default 'marketing' check (what in ('marketing')),
  given boolean not null,
  at timestamptz not null default now(),
  how text not null check (how in ('tap', 'word', 'preference', 'person', 'import', 'earlier')),
  -- What was tapped or written, or where the consent was got.
  source text not null default '',
  reason text not null default '',
  actor_id uuid,
  actor_name text,
  primary key (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id),
  -- Undoing is always somebody's, with a reason (WS-9).
  check (not (given and how = 'person') or (actor_name is not null and reason <> ''))
);
create index contact_consent_of on contact_consent (company_id, contact_id, id desc);
call wall_in('contact_consent');
revoke update, delete on contact_consent from score_tenant, score_system;
grant update (source, reason) on contact_consent to score_tenant, score_system;
insert into contact_consent (company_id, id, contact_id, given, at, how)
select company_id, gen_random_uuid(), id, false, marketing_opt_out_at, 'earlier' from contact where marketing_opt_out_at is not null;

-- Before and after of a contact's changes. They stand beside the audit, which cannot be altered, because a person may ask
-- to be forgotten; the audit says what was changed and by whom.
create table contact_change (
  company_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  at timestamptz not null default now(),
  action text not null,
  actor_name text not null,
  before jsonb,
  after jsonb,
  primary key (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id)
);
create index contact_change_of on contact_change (company_id, contact_id, id desc);
call wall_in('contact_change');
revoke update on contact_change from score_tenant, score_system;

-- A file of contacts on its way in.
create table contact_import (
  company_id uuid not null references company (id),
  id uuid not null,
  file_name text not null,
  storage_key text,
  bytes bigint not null,
  encoding text not null,
  delimiter text not null,
  headings jsonb not null,
  mapping jsonb not null default '{}',
  existing text not null default 'update' check (existing in ('update', 'skip')),
  consent_source text,
  state text not null default 'uploaded' check (state in ('uploaded', 'checking', 'checked', 'writing', 'done', 'failed', 'cancelled')),
  -- Lines of the file, as far as they have been read in this state, and in all.
  lines_done integer not null default 0,
  lines integer,
  made integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  rejected integer not null default 0,
  error text,
  created_by uuid not null references auth."user" ("id"),
  created_by_name text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (company_id, id)
);
create index contact_import_newest on contact_import (company_id, created_at desc, id desc);
call wall_in('contact_import');

-- What became of each line; nothing of what stood in it.
create table contact_import_line (
  company_id uuid not null,
  import_id uuid not null,
  line integer not null,
  outcome text not null check (outcome in ('made', 'updated', 'skipped', 'rejected')),
  -- Why, as rule and column: [["CO-01", "Teléfono"]].
  reasons jsonb not null default '[]',
  primary key (company_id, import_id, line),
  foreign key (company_id, import_id) references contact_import (company_id, id) on delete cascade
);
call wall_in('contact_import_line');
