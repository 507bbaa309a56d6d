-- Links keep what both sides held when they last agreed, as JSON, with a short print of each side; decisions keep what a
-- person said. A print that is null belongs to a link from before this script: the next run takes both sides as agreed.

alter table bexio_clockodo.link add column base varchar(1000000);
alter table bexio_clockodo.link add column bexio_print varchar(64);
alter table bexio_clockodo.link add column clockodo_print varchar(64);
alter table bexio_clockodo.link add column missing_since timestamp with time zone;
alter table bexio_clockodo.link add column unlisted boolean not null default false;

-- How many rows, of imports long done, that only said why nothing happens are no longer kept.
alter table bexio_clockodo.plan add column excluded_removed bigint not null default 0;

alter table bexio_clockodo.plan_row add column link_kind varchar(20);
alter table bexio_clockodo.plan_row add column base varchar(1000000);

create table bexio_clockodo.decision (
  connection varchar(60)  not null,
  kind       varchar(20)  not null,
  source_id  bigint       not null,
  choice     varchar(20)  not null,
  target_id  bigint,
  decided_at timestamp with time zone not null,
  decided_by varchar(255) not null,
  constraint decision_of_source primary key (connection, kind, source_id)
);

-- How far each list was read: the lowest id that was proven to be its end, and when it was last read as a whole.
create table bexio_clockodo.reading (
  connection  varchar(60) not null,
  list        varchar(60) not null,
  lowest_id   bigint,
  read_at     timestamp with time zone not null,
  complete_at timestamp with time zone,
  memory      varchar(1000000),
  constraint reading_of_list primary key (connection, list)
);

-- bexio's contacts as last read, so that later only the changed ones must be asked for.
create table bexio_clockodo.contact (
  connection varchar(60) not null,
  id         bigint      not null,
  archived   boolean     not null,
  record     varchar(10000) not null,
  constraint contact_key primary key (connection, id)
);
