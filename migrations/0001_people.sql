-- Roles of the running application (they own nothing), sign-in, companies and their people.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

do $$
declare r text;
begin
  foreach r in array array['score_tenant', 'score_system', 'score_auth'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin', r); end if;
    -- Also when we made it ourselves: from PostgreSQL 16 on its maker may grant it, and not yet take it on.
    execute format('grant %I to current_user', r);
  end loop;
end $$;

grant usage on schema public to score_tenant, score_system;

-- Folds case and accents for searching; immutable, so that it can be indexed.
create function plain(t text) returns text language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, t)) $$;

-- The company of this transaction, or null.
create function current_company() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.company_id', true), '')::uuid $$;

-- Every table of a company is walled in by this: rows of the transaction's company for score_tenant,
-- all rows for score_system, and not even the owner passes by.
create procedure wall_in(t regclass, company_column name default 'company_id') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy tenant on %s to score_tenant using (%I = current_company())', t, company_column);
  execute format('create policy system on %s to score_system using (true)', t);
  execute format('grant select, insert, update, delete on %s to score_tenant, score_system', t);
end $$;

-- Sign-in: the tables of better-auth, reached by score_auth alone.
create schema auth;
grant usage on schema auth to score_auth, score_system;

create table auth."user" (
  "id" uuid primary key default gen_random_uuid(),
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean,
  "locale" text check ("locale" in ('es', 'en'))
);
create table auth."session" (
  "id" uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "activeCompanyId" text
);
create index session_of_user on auth."session" ("userId");
create table auth."account" (
  "id" uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index account_of_user on auth."account" ("userId");
create table auth."verification" (
  "id" uuid primary key default gen_random_uuid(),
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on auth."verification" ("identifier");
create table auth."twoFactor" (
  "id" uuid primary key default gen_random_uuid(),
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index two_factor_secret on auth."twoFactor" ("secret");
create index two_factor_of_user on auth."twoFactor" ("userId");
create table auth."rateLimit" (
  "id" uuid primary key default gen_random_uuid(),
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
grant select, insert, update, delete on all tables in schema auth to score_auth;
grant select ("id", "name", "email", "locale") on auth."user" to score_system;

create table company (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  legal_name text,
  tax_id text,
  country char(2) not null default 'PE',
  address text,
  website text,
  email text,
  time_zone text not null default 'America/Lima',
  created_at timestamptz not null default now()
);
call wall_in('company', 'id');
revoke insert, delete on company from score_tenant;

create table member (
  company_id uuid not null references company (id),
  user_id uuid not null references auth."user" ("id"),
  role text not null check (role in ('owner', 'admin', 'agent')),
  active boolean not null default true,
  -- "Modo agente": an owner or admin who works in the Workspace too.
  agent_mode boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (company_id, user_id)
);
create unique index one_owner on member (company_id) where role = 'owner';
create index member_of_user on member (user_id);
call wall_in('member');

-- Names of the people of the transaction's company: the only way from a tenant to the sign-in tables.
create view person with (security_barrier) as
  select u.id, u.name, u.email
  from auth."user" u
  where exists (select from member m where m.user_id = u.id and m.company_id = current_company());
grant select on person to score_tenant;

create table operator (
  user_id uuid primary key references auth."user" ("id"),
  created_at timestamptz not null default now()
);
grant select, insert, delete on operator to score_system;

create table invitation (
  company_id uuid not null references company (id),
  id uuid not null,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'agent')),
  token_hash text not null unique,
  expires_at timestamptz not null,
  invited_by uuid,
  created_at timestamptz not null default now(),
  accepted_at timestamptz,
  primary key (company_id, id)
);
create unique index one_open_invitation on invitation (company_id, lower(email)) where accepted_at is null;
call wall_in('invitation');

-- Who did what, written in the transaction of the change itself; never updated, never deleted.
create table audit (
  company_id uuid not null references company (id),
  id uuid not null,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_id uuid,
  before jsonb,
  after jsonb,
  primary key (company_id, id)
);
create index audit_subject on audit (company_id, subject_id, id);
call wall_in('audit');
revoke update, delete on audit from score_tenant, score_system;

create table notification (
  id uuid primary key,
  user_id uuid not null references auth."user" ("id") on delete cascade,
  company_id uuid references company (id),
  kind text not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index notification_bell on notification (user_id, id desc);
-- A bell belongs to a person, across companies: it is reached as system, always by user.
call wall_in('notification');
revoke all on notification from score_tenant;
