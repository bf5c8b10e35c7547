-- What a contact begins stands in a ticket from the first. So what is open and without a ticket is a send without answer, and indexes
-- of those say all that is asked of one: they are counted, and looked through for a common name, without a look at the rows.
alter table interaction add check (begun_by = 'us' or ticket_id is not null);
drop index interaction_unanswered, interaction_unanswered_all;
create index interaction_unanswered on interaction (company_id, queue_id, last_sent_at desc, id desc) include (sender_id)
  where ended_at is null and ticket_id is null;
create index interaction_unanswered_all on interaction (company_id, last_sent_at desc, id desc) include (contact_id, sender_id, queue_id)
  where ended_at is null and ticket_id is null;
