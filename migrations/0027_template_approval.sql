-- Internal approval (TP-10): every text that somebody asked to have reviewed is kept, and while a company wants it none goes
-- to the provider to which nobody else has said yes.

alter table company add column template_approval boolean not null default false;

-- Of a draft: which template it is to change, one at a time; who last changed its text, where that is not who saved it last.
alter table template_draft
  add column template_id uuid,
  add column written_by uuid references auth."user" ("id"),
  add foreign key (company_id, template_id) references template (company_id, id);
create unique index template_draft_edit on template_draft (company_id, template_id) where template_id is not null;

create table template_edition (
  company_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  -- The draft whose text it is; gone once it was sent.
  draft_id uuid,
  -- What it changes, or became.
  template_id uuid,
  content jsonb not null,
  -- The rules that were overruled for it (TP-5).
  overridden text[] not null default '{}',
  author_id uuid not null references auth."user" ("id"),
  created_at timestamptz not null default now(),
  -- superseded: the draft was changed since. lapsed: approval was switched off.
  state text not null check (state in ('asked', 'approved', 'changes_wanted', 'superseded', 'lapsed', 'sent')),
  decided_by uuid references auth."user" ("id"),
  decided_as text check (decided_as in ('owner', 'admin')),
  decided_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, channel_id) references channel (company_id, id),
  foreign key (company_id, template_id) references template (company_id, id),
  check (num_nonnulls(decided_by, decided_as, decided_at) in (0, 3)),
  check (state not in ('approved', 'changes_wanted') or decided_by is not null),
  constraint template_edition_four_eyes check (decided_by <> author_id or decided_as = 'owner')
);
create unique index template_edition_open on template_edition (company_id, draft_id) where state in ('asked', 'approved');
create index template_edition_draft on template_edition (company_id, draft_id, id desc);
create index template_edition_template on template_edition (company_id, template_id, id desc) where template_id is not null;
create index template_edition_asked on template_edition (company_id, id) where state = 'asked';
call wall_in('template_edition');
-- What was said yes to never changes.
revoke update, delete on template_edition from score_tenant;
grant update (state, template_id, decided_by, decided_as, decided_at) on template_edition to score_tenant;

create table template_comment (
  company_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  template_id uuid,
  -- The text it is about; null where none had been asked for yet.
  edition_id uuid,
  author_id uuid not null references auth."user" ("id"),
  text text not null check (char_length(text) between 1 and 2000),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  foreign key (company_id, template_id) references template (company_id, id),
  foreign key (company_id, edition_id) references template_edition (company_id, id)
);
create index template_comment_draft on template_comment (company_id, draft_id, id);
create index template_comment_template on template_comment (company_id, template_id, id) where template_id is not null;
call wall_in('template_comment');

alter table template
  add column edition_id uuid,
  add foreign key (company_id, edition_id) references template_edition (company_id, id);
alter table template_edit
  add column edition_id uuid,
  add foreign key (company_id, edition_id) references template_edition (company_id, id);

-- The last gate before the jobs that submit: no road of the application passes by it.
create function must_be_approved() returns trigger language plpgsql as $$
begin
  if (select template_approval from company where id = new.company_id) and not exists (
    select from template_edition e
    where e.company_id = new.company_id and e.id = new.edition_id and e.state = 'sent' and e.decided_by is not null
  ) then
    raise exception 'template_approved' using errcode = 'check_violation', constraint = 'template_approved';
  end if;
  return new;
end $$;
create trigger template_approved before insert on template
  for each row when (new.status_word = 'SENDING') execute function must_be_approved();
create trigger template_approved_again before update of status_word on template
  for each row when (new.status_word = 'SENDING' and old.status_word is distinct from 'SENDING')
  execute function must_be_approved();
create trigger template_edit_approved before insert on template_edit
  for each row when (new.status = 'sending') execute function must_be_approved();
