-- Only what people send carries a key; what comes in need not stand in this index.
drop index message_client_key;
create unique index message_client_key on message (company_id, client_key) where client_key is not null;
