-- Texts that agents keep ready ("respuestas guardadas"), for the whole company, a campaign, or some queues.

create table saved_answer (
  company_id uuid not null references company (id),
  id uuid not null,
  -- What is typed after `/`.
  shortcut text not null check (shortcut ~ '^[a-z0-9][a-z0-9_-]{0,31}$'),
  title text not null check (length(title) between 1 and 80),
  text text not null check (length(text) between 1 and 4096),
  created_by uuid not null,
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  unique (company_id, id, shortcut)
);
create index saved_answer_by_shortcut on saved_answer (company_id, shortcut, id);
create index saved_answer_search on saved_answer using gin (plain(title || ' ' || text) gin_trgm_ops);
call wall_in('saved_answer');

-- Where it is offered: with neither campaign nor queue everywhere, with a campaign alone in all of its queues.
create table saved_answer_place (
  company_id uuid not null,
  id uuid not null default gen_random_uuid(),
  answer_id uuid not null,
  campaign_id uuid,
  queue_id uuid,
  shortcut text not null,
  primary key (company_id, id),
  foreign key (company_id, answer_id, shortcut) references saved_answer (company_id, id, shortcut)
    on update cascade on delete cascade,
  foreign key (company_id, campaign_id) references campaign (company_id, id),
  foreign key (company_id, campaign_id, queue_id) references queue (company_id, campaign_id, id),
  check (queue_id is null or campaign_id is not null),
  -- One shortcut means one thing in each place.
  constraint saved_answer_shortcut unique nulls not distinct (company_id, campaign_id, queue_id, shortcut)
);
create index saved_answer_places on saved_answer_place (company_id, answer_id);
call wall_in('saved_answer_place');
