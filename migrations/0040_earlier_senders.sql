-- Whose send without answer it is besides its latest sender's and queue's (TK-4): "Enviados" finds it under each of them along
-- an index, whoever of the campaign has written to the contact since. The version before writes it too.
create table earlier_sender (
  company_id uuid not null,
  interaction_id uuid not null,
  -- A person or a queue.
  seen_by uuid not null,
  -- That of the interaction.
  last_sent_at timestamptz not null,
  primary key (company_id, interaction_id, seen_by),
  foreign key (company_id, interaction_id) references interaction (company_id, id) on delete cascade
);
call wall_in('earlier_sender');
create index earlier_sender_newest on earlier_sender (company_id, seen_by, last_sent_at desc, interaction_id desc);

create function note_earlier_sender() returns trigger language plpgsql as $$
begin
  update earlier_sender set last_sent_at = new.last_sent_at where company_id = new.company_id and interaction_id = new.id;
  insert into earlier_sender (company_id, interaction_id, seen_by, last_sent_at)
  select new.company_id, new.id, had, new.last_sent_at
  from (values (old.sender_id, new.sender_id), (old.queue_id, new.queue_id)) v (had, has)
  where had is not null and had is distinct from has
  on conflict do nothing;
  return null;
end $$;
create trigger interaction_sent_again after update of last_sent_at on interaction
  for each row when (old.ticket_id is null) execute function note_earlier_sender();

insert into earlier_sender (company_id, interaction_id, seen_by, last_sent_at)
select distinct i.company_id, i.id, v.had, i.last_sent_at
from interaction i
join message m on m.company_id = i.company_id and m.interaction_id = i.id and m.direction = 'out'
cross join lateral (values (m.sender_id, i.sender_id), (m.queue_id, i.queue_id)) v (had, has)
where i.ended_at is null and i.ticket_id is null and v.had is not null and v.had is distinct from v.has;
