-- The photo of the profile in WhatsApp (CH-10): a file of the company's own.
alter table channel add column photo_file_id uuid;
alter table channel add foreign key (company_id, photo_file_id) references file (company_id, id);
create index channel_photo on channel (company_id, photo_file_id) where photo_file_id is not null;
