-- The link that another one takes the place of, so that a renewal whose answer was lost is not made twice.
alter table channel_connection add column replaced_link text;
