-- One line is one address (TK-1) for WhatsApp ids too; pairs that may be one person; opt-out words; what came while a
-- number was off (TK-7).

-- As rules/phone.ts writes line keys.
create function line_key(digits text) returns text language sql immutable as $$
  select case
    when digits ~ '^521\d{10}$' then '52' || substr(digits, 4)
    when digits ~ '^549\d{10}$' then '54' || substr(digits, 4)
    when digits ~ '^55\d{2}9[6-9]\d{7}$' then substr(digits, 1, 4) || substr(digits, 6)
    else digits end
$$;
delete from contact_address a using contact_address b
where a.company_id = b.company_id and a.kind = 'whatsapp' and b.kind = 'whatsapp'
  and line_key(a.value) = line_key(b.value) and (a.created_at, a.value) > (b.created_at, b.value);
update contact_address set value = line_key(value) where kind = 'whatsapp' and value <> line_key(value);
drop function line_key(text);

-- TK-1: the addresses of one event pointed at two contacts. Nothing is merged by itself.
create table possible_duplicate (
  company_id uuid not null,
  id uuid not null,
  -- Where the event was filed, and the other contact that it pointed at.
  contact_id uuid not null,
  other_id uuid not null check (other_id <> contact_id),
  -- The kind of the address that belongs to the other contact.
  cause text not null check (cause in ('whatsapp', 'phone')),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references auth."user" ("id"),
  check ((dismissed_at is null) = (dismissed_by is null)),
  primary key (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id),
  foreign key (company_id, other_id) references contact (company_id, id)
);
create unique index possible_duplicate_pair on possible_duplicate
  (company_id, least(contact_id, other_id), greatest(contact_id, other_id));
create index possible_duplicate_open on possible_duplicate (company_id, first_seen_at desc, id desc)
  where dismissed_at is null;
call wall_in('possible_duplicate');

-- TK-6: whole messages that mean "no more marketing".
alter table company add column opt_out_words text[] not null default array['BAJA', 'STOP']
  check (cardinality(opt_out_words) between 1 and 20);

-- TK-7: messages that came while the number was off and that nobody has dealt with yet.
alter table channel add column missed_count integer not null default 0 check (missed_count >= 0);

-- What belongs to no ticket: missed messages, echoes, reactions to nothing. Few, so small indexes.
create index message_loose on message (company_id, contact_id, at desc, id desc) where interaction_id is null;
create index message_missed on message (company_id, channel_id, at, id)
  where interaction_id is null and direction = 'in';
