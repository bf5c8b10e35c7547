-- Which process fetches a token now: the lease ends with it, and not only when its time is over.
alter table provider_token add column process_id uuid;
