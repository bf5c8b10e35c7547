-- What goes out by hand beside templates and text: files of every kind inside the window (WS-5), notes among colleagues.

-- Sound too; with a template there is none.
alter table file drop constraint file_kind_check;
alter table file add constraint file_kind_check check (kind in ('image', 'document', 'video', 'audio'));

-- WS-10: whether contacts see that their messages were read.
alter table company add column read_receipts boolean not null default true;
