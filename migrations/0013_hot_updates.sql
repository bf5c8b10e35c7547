-- What an incoming message touches rewrites no index (HOT): PostgreSQL compares every column of every index of the table,
-- also of partial ones, so that a column that changes with each message may stand in none.

-- Found through the contact instead: a status that names its message by WhatsApp's id alone is rare.
drop index message_wamid;
create index interaction_of_contact on interaction (company_id, contact_id);

-- "Enviados" and their end after some days go by our last send, which an answer does not change.
alter table interaction add column last_sent_at timestamptz not null default now();
update interaction set last_sent_at = last_activity_at where begun_by = 'us';
drop index interaction_unanswered;
create index interaction_unanswered on interaction (company_id, queue_id, last_sent_at desc, id desc) where ended_at is null and ticket_id is null;

-- One's own open tickets are few and sorted by activity when read; all open ones stand in the order they were opened,
-- closed ones in the order they were closed.
drop index ticket_mine;
create index ticket_mine on ticket (company_id, agent_id) where closed_at is null;
drop index ticket_open;
create index ticket_open on ticket (company_id, opened_at desc, id desc) where closed_at is null;
create index ticket_closed on ticket (company_id, closed_at desc, id desc) where closed_at is not null;

-- Half a page for the new versions: the statuses of a broadcast come for neighbouring rows at the same time.
alter table message set (fillfactor = 50);
alter table ticket set (fillfactor = 70);
alter table interaction set (fillfactor = 70);
alter table contact_channel set (fillfactor = 85);
alter table channel set (fillfactor = 50);
