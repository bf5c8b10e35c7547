-- Business hours and messages of a queue (HR-1 to HR-3), how many tickets one of its agents holds, dispositions in order.

alter table queue
  -- Null: as many as come.
  add column ticket_limit integer check (ticket_limit between 1 and 500),
  -- Seven days from Monday, each a list of {from, to}; null is always open (src/rules/business-hours.ts).
  add column hours jsonb check (jsonb_typeof(hours) = 'array' and jsonb_array_length(hours) = 7),
  -- {date, name}, in the company's time zone.
  add column holidays jsonb not null default '[]' check (jsonb_typeof(holidays) = 'array'),
  add column welcome_text text check (length(welcome_text) between 1 and 1024),
  add column away_text text check (length(away_text) between 1 and 1024);

-- Whoever saves the tree saves all of it: the version says that nobody else did meanwhile.
alter table campaign add column dispositions_version integer not null default 0;
alter table disposition add column position integer not null default 0;
create index ticket_with_disposition on ticket (company_id, disposition_id) where disposition_id is not null;

alter table ticket drop constraint ticket_close_reason_check;
alter table ticket add constraint ticket_close_reason_check check (close_reason in (
  'agent', 'opt_out', 'transferred', 'merged', 'channel_off', 'channel_deleted', 'campaign_off', 'campaign_deleted'));
