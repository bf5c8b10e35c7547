-- What agents are doing (WS-8), who is there, and who is given the next ticket (WS-6).

-- One row per period of a person, without gap and without overlap; the one that has not ended is how things are now.
create table agent_state (
  company_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  state text not null check (state in ('available', 'lunch', 'dinner', 'busy', 'restroom', 'training', 'unavailable')),
  -- "Sin conexión" stands beside the state: one comes and goes without changing it.
  present boolean not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  -- The end of the period before; null in a person's first.
  follows timestamptz,
  change text not null check (change in ('chosen', 'forced', 'came', 'went')),
  -- Of the state itself, and so the same in the periods that only come and go: since when, by whom, why.
  since timestamptz not null,
  changed_by uuid,
  reason text check (length(reason) between 1 and 200),
  primary key (company_id, id),
  foreign key (company_id, user_id) references member (company_id, user_id),
  foreign key (company_id, changed_by) references member (company_id, user_id),
  check (ended_at > began_at),
  check (since <= began_at),
  check (follows = began_at),
  constraint agent_state_ends unique (company_id, user_id, ended_at),
  constraint agent_state_no_gap foreign key (company_id, user_id, follows) references agent_state (company_id, user_id, ended_at),
  constraint agent_state_no_overlap exclude using gist
    (company_id with =, user_id with =, tstzrange(began_at, ended_at) with &&)
);
create unique index agent_state_now on agent_state (company_id, user_id) where ended_at is null;
create unique index agent_state_first on agent_state (company_id, user_id) where follows is null;
call wall_in('agent_state');

-- When each sign-in of a person was last heard of: by its live stream, or by a heartbeat. Few rows, rewritten in place.
create table agent_presence (
  company_id uuid not null,
  user_id uuid not null,
  session text not null,
  seen_at timestamptz not null default now(),
  primary key (company_id, user_id, session),
  foreign key (company_id, user_id) references member (company_id, user_id)
) with (fillfactor = 50);
call wall_in('agent_presence');

-- By turns: who was given a ticket of this queue longest ago comes first.
alter table queue_agent add column turn bigint not null default 0;

-- TK-12: how long somebody may be gone before their tickets go back.
alter table company add column away_minutes integer not null default 15 check (away_minutes between 1 and 1440);

create index ticket_held on ticket (company_id, queue_id, agent_id) where closed_at is null and agent_id is not null;

-- HR-3: the service level asks when somebody first had it, whoever has it since, and whoever wrote that down.
alter table ticket add column first_taken_at timestamptz;
update ticket set first_taken_at = assigned_at where assigned_at is not null and closed_at is null;
create function note_first_taken() returns trigger language plpgsql as $$
begin
  new.first_taken_at := coalesce(new.first_taken_at, new.assigned_at, now());
  return new;
end $$;
create trigger ticket_first_taken before insert or update of agent_id on ticket
  for each row when (new.agent_id is not null and new.first_taken_at is null) execute function note_first_taken();
