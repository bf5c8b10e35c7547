-- What every type, category and kind of button needs (TP-4), and twins of a text by index (BODY-12).

alter table template
  -- What the reviewers are shown of a media header; null is the built-in neutral sample. A file that is named here stays.
  add column sample_file_id uuid,
  -- Authentication only: WhatsApp's security sentence, and for how long a code is valid.
  add column security_note boolean,
  add column code_minutes smallint check (code_minutes between 1 and 90),
  -- Equal for all that the lint could take for the same text: it decides.
  add column twin_key text generated always as
    (md5(regexp_replace(plain(body || chr(10) || coalesce(footer, '')), '[^[:alnum:]]+', '', 'g'))) stored;
create index template_twin on template (company_id, channel_id, twin_key) where deleted_at is null;
create index template_sample on template (company_id, sample_file_id) where sample_file_id is not null;
