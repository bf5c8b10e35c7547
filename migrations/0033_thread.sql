-- What a conversation shows beside its messages: what became of one that failed, reactions on their message, who looks on.

-- The new message that was sent in its place: only one can be, whoever asks first.
alter table message add column retried_as uuid;
-- Who said of an uncertain one that it did arrive.
alter table message add column settled_by uuid;

-- Reactions by what they are about: few, and their emoji may be taken back, so nothing is counted on the target.
create index message_reaction on message (company_id, contact_id, (content ->> 'target')) where kind = 'reaction';

-- Who has a ticket before their eyes, and writes in it: for seconds, so a crash may forget it.
create unlogged table ticket_presence (
  company_id uuid not null,
  ticket_id uuid not null,
  user_id uuid not null,
  looks_until timestamptz not null,
  types_until timestamptz not null default '-infinity',
  primary key (company_id, ticket_id, user_id),
  foreign key (company_id, ticket_id) references ticket (company_id, id) on delete cascade
);
call wall_in('ticket_presence');
