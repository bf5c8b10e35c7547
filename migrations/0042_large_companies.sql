-- Plans are made for any company at once, and by itself PostgreSQL takes all of them to be of one size: beside two hundred small
-- ones a large one would be read whole where a few of its rows are wanted. Each counts as large.
alter table contact alter column company_id set (n_distinct = 5);
alter table contact_address alter column company_id set (n_distinct = 5);
alter table ticket alter column company_id set (n_distinct = 5);
alter table interaction alter column company_id set (n_distinct = 5);
alter table message alter column company_id set (n_distinct = 5);

-- What waits for an answer is open and without ticket: two things that PostgreSQL would take to be independent, and all that
-- wait to be a few, so that it walked them all for one queue's or one contact's.
create statistics interaction_unanswered_share (mcv) on ended_at, ticket_id, begun_by from interaction;
