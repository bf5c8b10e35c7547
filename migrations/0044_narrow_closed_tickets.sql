-- Closed tickets are history: what of one agent's stands in a queue, and what came by a number, is found without walking past all
-- the others. A number alone is walked queue by queue.
create index ticket_closed_of_agent_in_queue on ticket (company_id, agent_id, queue_id, closed_at desc, id desc) where closed_at is not null;
create index ticket_closed_of_channel on ticket (company_id, last_channel_id, queue_id, closed_at desc, id desc) where closed_at is not null;
