-- Lists and searches of the Workspace, whatever stands behind them: each walks an index in the order it is read, and stops.
-- A column that changes with each message stands in none of them (0013).

-- Open and closed tickets of one queue, and closed ones of one agent: an agent's lists are put together from these.
create index ticket_open_of_queue on ticket (company_id, queue_id, opened_at, id) where closed_at is null;
create index ticket_closed_of_queue on ticket (company_id, queue_id, closed_at desc, id desc) where closed_at is not null;
create index ticket_closed_of_agent on ticket (company_id, agent_id, closed_at desc, id desc) where closed_at is not null;

-- Sends without answer: all of a company, and those of one sender; those of a queue have theirs.
create index interaction_unanswered_all on interaction (company_id, last_sent_at desc, id desc) where ended_at is null and ticket_id is null;
create index interaction_unanswered_of_sender on interaction (company_id, sender_id, last_sent_at desc, id desc) where ended_at is null and ticket_id is null;

-- The words of a text, plain, each behind `prefix`; what is longer than 40 characters counts as several.
create function words(text text, prefix text) returns text[] language sql immutable parallel safe
return string_to_array(prefix || regexp_replace(
  regexp_replace(btrim(public.plain(left(text, 4096)), E' \n.,;:!?()'), '([[:alnum:]]{40})', '\1 ', 'g'), '[^[:alnum:]]+', ' ' || prefix, 'g'), ' ');

-- Messages by their words. Each word stands under its company and under the three days in which the message came (the first five
-- digits of its id), so that a search reads the newest first and stops, new messages touch few pages of the index, and no company's search
-- meets another's words. Broadcasts are the same text a thousand times and are left out. Without a list of what is to be sorted in later:
-- each stretch of time would read it anew.
create function message_words(company_id uuid, id uuid, text text) returns tsvector language sql immutable parallel safe
return array_to_tsvector(public.words(text, right(company_id::text, 6) || left(id::text, 5)));
create index message_search on message using gin (message_words(company_id, id, text)) with (fastupdate = off) where priority = 0 and text <> '';
