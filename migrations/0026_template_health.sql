-- What becomes of what is sent with a template, counted where it happens. Pipelines only ever add lines to the tally, which
-- nobody waits for; a job folds them into one row for each day and reason. A day is the one on which messages left, by the
-- company's clock. `code` is why messages failed: the provider's or ours, empty for all else.
create table template_tally (
  company_id uuid not null,
  template_id uuid not null,
  day date not null,
  code text not null default '',
  sent integer not null default 0,
  delivered integer not null default 0,
  read integer not null default 0,
  failed integer not null default 0,
  taps integer not null default 0
);
create index template_tally_of on template_tally (company_id, template_id, day);
call wall_in('template_tally');

create table template_day (
  company_id uuid not null,
  template_id uuid not null,
  day date not null,
  code text not null,
  sent integer not null,
  delivered integer not null,
  read integer not null,
  failed integer not null,
  taps integer not null,
  primary key (company_id, template_id, day, code),
  foreign key (company_id, template_id) references template (company_id, id)
);
call wall_in('template_day');

-- Its status before the last that came: what has risen is counted in the statement that raises it, and PostgreSQL 15 cannot
-- return what was.
alter table message add column rank_before smallint;

insert into template_day (company_id, template_id, day, code, sent, delivered, read, failed, taps)
select m.company_id, m.template_id, (m.left_at at time zone c.time_zone)::date,
  case when m.status = 5 then coalesce(m.error_code, 'unknown') else '' end,
  count(*) filter (where m.status >= 3 and m.external_id is not null), count(*) filter (where m.status >= 6),
  count(*) filter (where m.status = 7), count(*) filter (where m.status = 5), 0
from message m join company c on c.id = m.company_id
join template t on t.company_id = m.company_id and t.id = m.template_id
where m.direction = 'out' and m.status >= 3 and m.left_at > now() - interval '90 days'
group by 1, 2, 3, 4;
