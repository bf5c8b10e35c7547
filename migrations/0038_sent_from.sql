-- The queue that a message of ours was sent from (WS-3, TK-5): its interaction may have been begun from another one, and its
-- ticket moves. Null where nobody chose one, and for what is older.
alter table message add column queue_id uuid;
