-- What becomes of a template after its request (TP-8): edits within Meta's limits, deletion of one language, and what was
-- made elsewhere and taken over.

create extension if not exists btree_gist;

create table template_edit (
  company_id uuid not null,
  id uuid not null,
  template_id uuid not null,
  -- The form as it was asked for, and as it was before.
  content jsonb not null,
  before jsonb not null,
  status text not null default 'sending' check (status in ('sending', 'done', 'refused')),
  -- Of an approved one: the 24 hours in which it may not be edited again (LIM-04). Null where the edit does not count.
  counts_from timestamptz,
  counts_until timestamptz,
  reason text,
  created_by uuid not null references auth."user" ("id"),
  created_at timestamptz not null default now(),
  -- Since when the provider may have it.
  submitted_at timestamptz,
  settled_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, template_id) references template (company_id, id),
  constraint template_edit_once_a_day exclude using gist
    (company_id with =, template_id with =, tstzrange(counts_from, counts_until) with &&) where (counts_from is not null)
);
create unique index template_edit_open on template_edit (company_id, template_id) where status = 'sending';
create index template_edit_of on template_edit (company_id, template_id, id desc);
call wall_in('template_edit');

alter table template
  -- Until when WhatsApp holds the name of a deleted one back (NAME-05).
  add column name_reserved_until timestamptz,
  -- It is gone here, and the provider has still to be told.
  add column deleting boolean not null default false,
  -- Why one that was made elsewhere cannot be sent from here; the reader has words for it.
  add column unsendable text,
  drop constraint template_type_check,
  add constraint template_type_check check
    (type in ('TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO') or unsendable is not null);
create index template_reserved on template (company_id, channel_id) where name_reserved_until is not null or deleting;
