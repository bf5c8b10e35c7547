-- What did not get through, or nobody knows whether it did: lists mark the ticket whose last words it is (WS-2).
create index message_troubled on message (company_id, interaction_id, at desc) where status in (2, 5);
