-- An event that was set aside while it was handled keeps what it takes to be handled again; one that was set aside at the
-- door (no JSON, another app's) has no lane and cannot be.
alter table event_set_aside add column dedupe_key text;
alter table event_set_aside add column lane smallint;
