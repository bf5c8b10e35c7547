-- Files of our own that leave: samples of templates, and what agents attach. Each is kept once per company, by its bytes.

create table file (
  company_id uuid not null,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('image', 'document', 'video')),
  -- By its bytes.
  mime text not null,
  bytes integer not null check (bytes > 0),
  width integer,
  height integer,
  -- As it was called when it first came; each message carries its own.
  file_name text not null,
  storage_key text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  -- Uploaded again or sent: what nothing names is removed a day after that.
  used_at timestamptz not null default now(),
  primary key (company_id, id),
  unique (company_id, sha256)
);
create index file_unused on file (used_at);
call wall_in('file');

-- Who brought it: several may have brought the same bytes, and each sees what they brought.
create table file_upload (
  company_id uuid not null,
  file_id uuid not null,
  user_id uuid not null,
  at timestamptz not null default now(),
  primary key (company_id, file_id, user_id),
  foreign key (company_id, file_id) references file (company_id, id) on delete cascade
);
call wall_in('file_upload');

-- Under which id a channel's app has it at the provider, which forgets it after 30 days.
create table file_at_provider (
  company_id uuid not null,
  file_id uuid not null,
  channel_id uuid not null,
  media_id text not null,
  at timestamptz not null default now(),
  primary key (company_id, file_id, channel_id),
  foreign key (company_id, file_id) references file (company_id, id) on delete cascade,
  foreign key (company_id, channel_id) references channel (company_id, id)
);
call wall_in('file_at_provider');

-- What the message brings; no foreign key, which would cost each message that comes in. A file that is named here stays.
alter table message add column file_id uuid;
create index message_file on message (company_id, file_id) where file_id is not null;
