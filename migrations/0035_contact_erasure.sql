-- A person who asked to be forgotten: what is looked for, until it is gone everywhere.
create table contact_erasure (
  company_id uuid not null,
  contact_id uuid not null,
  -- Numbers and names in clear: emptied when the work is done.
  terms jsonb not null,
  -- Events that came after are not the erased contact's.
  until timestamptz not null default now(),
  -- The last bundle of events that was looked through.
  after_batch uuid,
  requested_by_name text not null,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (company_id, contact_id),
  foreign key (company_id, contact_id) references contact (company_id, id)
);
call wall_in('contact_erasure');
create index contact_erasure_open on contact_erasure (requested_at) where finished_at is null;

-- Tickets of an erased contact are closed as that, whatever other reasons there are.
do $$
declare
  listed text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'ticket'::regclass and conname = 'ticket_close_reason_check');
begin
  alter table ticket drop constraint ticket_close_reason_check;
  execute 'alter table ticket add constraint ticket_close_reason_check ' || replace(listed, 'ARRAY[', 'ARRAY[''contact_erased''::text, ');
end $$;
