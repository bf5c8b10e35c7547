-- What WhatsApp says of a template beside its status (TP-2, TP-7), and as of when each was said: events arrive in any order.

alter table template
  -- What stands beside the reason: where a fault is, or why a pause; and what WhatsApp recommends.
  add column reason_detail text,
  add column recommendation text,
  add column paused_until timestamptz,
  -- The category before WhatsApp changed it, and when it did.
  add column previous_category text,
  add column recategorised_at timestamptz,
  -- An alert: what WhatsApp holds to be right, since when, and from when it will apply where that was told.
  add column correct_category text,
  add column category_alert_at timestamptz,
  add column category_due_at timestamptz,
  -- By the provider's clock, or by ours when we began to ask.
  add column status_told_at timestamptz,
  add column category_told_at timestamptz,
  add column quality_told_at timestamptz;
update template set status_told_at = confirmed_at where confirmed_at is not null;

alter table template_event
  -- By the provider's clock; `at` is when it reached us.
  add column told_at timestamptz,
  -- The provider's own words, as they came.
  add column raw text,
  add column detail text,
  add column recommendation text;
