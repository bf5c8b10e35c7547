-- What a process holds ends with its row. One that was buried while it lived may still write, and die before it stands again: what it
-- wrote then would be held by a process that nobody can bury. Lanes and leases are held by these constraints; raw_event, which takes
-- thousands a second, by a lock on the process's row once in each statement that gives it events (`holderRow` in process.ts).
update inbound_lane l set process_id = null
  where process_id is not null and not exists (select from process p where p.id = l.process_id);
delete from channel_lease l where not exists (select from process p where p.id = l.process_id);
update raw_event e set process_id = null
  where process_id is not null and not exists (select from process p where p.id = e.process_id);
alter table inbound_lane add foreign key (process_id) references process (id) on delete set null;
alter table channel_lease add foreign key (process_id) references process (id) on delete cascade;
