-- The operator's side of channels: corrections, the three ways to a number, interruptions that say who opened and closed
-- them, looking after numbers by the clock, and what each person wants to be told.

alter table channel_request drop constraint channel_request_state_check;
alter table channel_request add constraint channel_request_state_check
  check (state in ('sent', 'taken', 'correction', 'connecting', 'done', 'declined', 'withdrawn'));
-- How the number comes: from the provider, by the company's own sign-up, or from an app that exists (CH-11).
alter table channel_request add column way text check (way in ('provider', 'company', 'hand'));
update channel_request set way = 'provider' where state in ('connecting', 'done');
-- What the operator asks the company to mend; stays when it was resent, so that the operator sees what was asked.
alter table channel_request add column correction text check (length(correction) between 1 and 2000);
alter table channel_request add column correction_at timestamptz;
alter table channel_request add column resent_at timestamptz;
alter table channel_request add constraint correction_says_what check (state <> 'correction' or correction is not null);
drop index channel_request_open;
create index channel_request_open on channel_request (requested_at, channel_id)
  where state in ('sent', 'taken', 'correction', 'connecting');
create index channel_request_oldest on channel_request (requested_at, channel_id);

-- Asked for anew at most 40 times (CH-11).
alter table channel_connection add column links_made integer not null default 0;
update channel_connection set links_made = 1 where sign_up_link_expires_at is not null;
-- ST-5: the app's own key, sealed, only where the number was connected by hand.
alter table channel_connection add column api_key text;

-- Numbers connected by hand: what the operator typed waits here until a job has tried it, and only then takes effect.
create table channel_by_hand (
  company_id uuid not null,
  channel_id uuid not null,
  identifier text not null check (identifier ~ '^\+[1-9][0-9]{6,14}$'),
  app_id text not null,
  app_name text not null,
  -- Sealed (AES-256-GCM); never sent back to a browser (CH-14).
  api_key text not null,
  given_at timestamptz not null default now(),
  given_by uuid not null references auth."user" ("id"),
  tried_at timestamptz,
  error text,
  primary key (company_id, channel_id),
  foreign key (company_id, channel_id) references channel (company_id, id)
);
call wall_in('channel_by_hand');

-- Who or what opened and closed an interruption, and until when the provider said it lasts.
alter table channel_interruption add column opened_by text not null default 'Gupshup';
alter table channel_interruption add column closed_by text;
alter table channel_interruption add column expires_at timestamptz;
create index channel_interruption_history on channel_interruption (company_id, channel_id, opened_at desc);

-- What the provider says when it is asked by the clock (CH-13).
alter table channel_connection add column checked_at timestamptz;
alter table channel_connection add column check_error text;
alter table channel_connection add column rated_at timestamptz;
-- Why WhatsApp refused the name that customers see; empty when it did not.
alter table channel add column name_refusal text;

-- The operators' own words about a company.
alter table company add column note text check (length(note) <= 2000);

-- What a person wants to be told, and how; without a row both (CH-11).
create table notification_preference (
  user_id uuid not null references auth."user" ("id") on delete cascade,
  kind text not null,
  bell boolean not null,
  mail boolean not null,
  primary key (user_id, kind)
);
-- A person's, across companies, like the bell itself: reached as system only.
alter table notification_preference enable row level security;
alter table notification_preference force row level security;
create policy system on notification_preference to score_system using (true) with check (true);
grant select, insert, update, delete on notification_preference to score_system;

-- Mails that the mail server took, so that a job that runs again does not send one twice.
create table mail_taken (
  id uuid primary key,
  at timestamptz not null default now()
);
create index mail_taken_age on mail_taken (at);
alter table mail_taken enable row level security;
alter table mail_taken force row level security;
create policy system on mail_taken to score_system using (true) with check (true);
grant select, insert, delete on mail_taken to score_system;
