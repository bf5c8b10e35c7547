-- Tokens of the provider, shared by all processes, so that none asks for what another one has. They belong to no company.
create table provider_token (
  -- Which one: 'partner ana@example.com', 'app <id>', 'universal <partner>', 'universal app <id>'.
  key text primary key,
  -- AES-256-GCM; empty until the first one was fetched.
  sealed text,
  -- What the provider knows it by, where it has a name.
  name text,
  -- By this server's clock; empty for one that does not expire.
  expires_at timestamptz,
  -- Who fetches a new one now, and when that right ends by itself.
  lease_id uuid,
  leased_until timestamptz,
  -- When leases were given, as far back as the provider's limit looks.
  leased_at timestamptz[] not null default '{}'
);
alter table provider_token enable row level security;
alter table provider_token force row level security;
create policy system on provider_token to score_system using (true);
grant select, insert, update, delete on provider_token to score_system;
