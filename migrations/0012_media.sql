-- Files of contacts' messages: fetched from the provider's address while it lives, kept as our own.

create table media (
  company_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  -- What the message says it is: image, video, audio, document, sticker.
  kind text not null check (kind in ('image', 'video', 'audio', 'document', 'sticker')),
  -- waiting: fetched by itself when due; failed: only when somebody asks; gone: the provider has it no more.
  state text not null default 'waiting' check (state in ('waiting', 'stored', 'failed', 'gone')),
  file_name text,
  -- MIME types: as the provider said, and as the bytes say (null: they do not tell).
  declared_type text,
  detected_type text,
  bytes bigint,
  sha256 text,
  -- Where the bytes are, in the storage.
  storage_key text,
  tries integer not null default 0,
  -- Why the last try ended without the file; a code that is worded for people at the edge.
  error text,
  due_at timestamptz not null default now(),
  -- A process fetches it until then; a dead one holds it no longer.
  held_until timestamptz,
  -- When the provider's address ends.
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  stored_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, message_id) references message (company_id, id) on delete cascade,
  check ((state = 'stored') = (storage_key is not null)),
  check (state <> 'stored' or (bytes is not null and sha256 is not null and stored_at is not null)),
  check (state not in ('failed', 'gone') or error is not null)
);
create unique index media_of_message on media (company_id, message_id);
create index media_due on media (due_at) where state = 'waiting';
call wall_in('media');
