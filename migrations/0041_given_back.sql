-- Who held it in this queue and gave it back, or had it taken away: it is given to others of the queue (WS-6).
alter table ticket add column given_back_by uuid[] not null default '{}';
