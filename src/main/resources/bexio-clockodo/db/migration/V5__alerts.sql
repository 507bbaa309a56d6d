-- What people were told: the newest row of a subject (the connection, or a kind of run) is the state that they know.

create table bexio_clockodo.alert (
  connection     varchar(60)   not null,
  subject        varchar(20)   not null,
  number         integer       not null,
  state          varchar(20)   not null,
  code           varchar(60)   not null,
  text           varchar(4000) not null,
  run            bigint,
  plan           bigint,
  noticed_at     timestamp with time zone not null,
  awaits_webhook boolean       not null,
  constraint alert_of_subject primary key (connection, subject, number)
);
