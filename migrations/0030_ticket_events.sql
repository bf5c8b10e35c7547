-- The timeline of a ticket. What its own row and those of its interactions tell (opened, closed, another channel joined or
-- ended) is told from there; here stands what happens between, in the transaction in which it happens.

create table ticket_event (
  company_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  -- Null: the system.
  actor_id uuid,
  actor_name text,
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  primary key (company_id, ticket_id, id),
  foreign key (company_id, ticket_id) references ticket (company_id, id)
);
create index ticket_event_in_order on ticket_event (company_id, ticket_id, at desc, id desc);
call wall_in('ticket_event');

-- Which of TK-5's roads opened it; null for those opened before this was written down.
alter table ticket add column opened_because text check (opened_because in (
  'tap', 'quoted', 'open_ticket', 'sent_template', 'entry_queue', 'no_queue', 'transfer'));

-- TK-9: what was said before a transfer stays with the ticket that it was said in, and is read in this one too.
alter table interaction add column carried_to uuid;
alter table interaction add foreign key (company_id, carried_to) references ticket (company_id, id);
create index interaction_carried on interaction (company_id, carried_to) where carried_to is not null;
