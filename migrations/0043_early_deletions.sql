-- A message that its writer took back before it came (section 11): it is marked when it comes.
create table early_deletion (
  company_id uuid not null,
  channel_id uuid not null,
  external_id text not null,
  at timestamptz not null default now(),
  primary key (company_id, channel_id, external_id)
);
call wall_in('early_deletion');
create index early_deletion_age on early_deletion (at);
