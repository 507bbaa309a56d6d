-- The ledger follows an entry for as long as it lives: what was last sent from which entry, what is in flight, and
-- whether its outcome was ever in doubt. Rows from before this script keep their fingerprint; their entry is filled in
-- by the next run that sees it.

alter table bexio_clockodo.ledger add column operation varchar(10) not null default 'CREATE';
alter table bexio_clockodo.ledger add column local_date date;
alter table bexio_clockodo.ledger add column entry varchar(100000);
alter table bexio_clockodo.ledger add column doubted boolean not null default false;
alter table bexio_clockodo.ledger add column earlier_sent varchar(1000000);
alter table bexio_clockodo.ledger add column looked_at timestamp with time zone;
alter table bexio_clockodo.ledger add column refused varchar(64);
-- Whose timesheet it was before the change or deletion on its way; a write that does not arrive leaves it to that run.
alter table bexio_clockodo.ledger add column run_before bigint;

update bexio_clockodo.ledger
  set local_date = cast(substring(sent from position('"start":"' in sent) + 9 for 10) as date)
  where position('"start":"' in sent) > 0;
update bexio_clockodo.ledger
  set local_date = cast(substring(sent from position('"date":"' in sent) + 8 for 10) as date)
  where local_date is null and position('"date":"' in sent) > 0;
update bexio_clockodo.ledger set doubted = true where state in ('SENDING', 'UNKNOWN');

create index ledger_by_date on bexio_clockodo.ledger (connection, local_date, entry_id);

-- One index finds what is in a state, and of that what was ever in doubt.
drop index bexio_clockodo.ledger_by_state;
create index ledger_by_state on bexio_clockodo.ledger (connection, state, doubted);

-- The highest timesheet that a plan has seen: what came since is looked at before the plan is carried out.
alter table bexio_clockodo.plan add column watermark bigint;

-- A row that is no source row (something created first, a deletion, a twin) does not count in the balance.
alter table bexio_clockodo.plan_row add column counted boolean not null default true;

-- clockodo's report as it was when the plan was made: its lowest groups without what began outside the period, and what
-- of them needs no row. A group that moved while it was read, or holds a running entry, cannot be compared with its rows.
create table bexio_clockodo.plan_group (
  plan              bigint       not null references bexio_clockodo.plan (id) on delete cascade,
  id                integer      not null,
  connection        varchar(60)  not null,
  keys              varchar(1000) not null,
  names             varchar(10000) not null,
  reported_seconds  bigint       not null default 0,
  reported_revenue  numeric(19, 4),
  compared          boolean      not null default true,
  unchanged_count   bigint       not null default 0,
  unchanged_seconds bigint       not null default 0,
  constraint plan_group_key primary key (plan, id)
);

alter table bexio_clockodo.plan_row add column report_group integer;

create index plan_row_by_group on bexio_clockodo.plan_row (plan, report_group, id);

-- What the first timesheet of a connection (bexio_user 0), and of each fictional user, has shown.
create table bexio_clockodo.first_timesheet (
  connection varchar(60) not null,
  bexio_user bigint      not null,
  state      varchar(10) not null,
  message    varchar(2000),
  seen_at    timestamp with time zone not null,
  constraint first_timesheet_of_user primary key (connection, bexio_user)
);

-- How bexio keeps what it is sent, learnt from its own echoes.
create table bexio_clockodo.echo_rule (
  connection   varchar(60) not null primary key,
  seconds_kept boolean     not null,
  text_rule    varchar(20) not null,
  learnt_at    timestamp with time zone not null
);

-- The next rows to send follow the last ones: the primary key finds them, and a state changes without this index.
drop index bexio_clockodo.plan_row_by_state;

drop index bexio_clockodo.plan_row_in_flight;
-- Rows that may have arrived are few among very many: they are listed beside the plan, so that a row that is simply done
-- changes in as few places as possible.
create table bexio_clockodo.plan_row_in_flight (
  connection varchar(60) not null,
  plan       bigint      not null,
  id         integer     not null,
  constraint plan_row_in_flight_key primary key (connection, plan, id)
);
insert into bexio_clockodo.plan_row_in_flight (connection, plan, id)
  select connection, plan, id from bexio_clockodo.plan_row where state in ('SENDING', 'UNKNOWN');
drop index bexio_clockodo.plan_row_by_source;

-- The rows of a plan by their sources, only while an older plan is compared with it.
create table bexio_clockodo.plan_row_of_source (
  of_plan   bigint  not null,
  of_source bigint  not null,
  row_id    integer not null,
  constraint plan_row_of_source_key primary key (of_plan, of_source, row_id)
);

-- The hours of each project and month of a large account need more room than a state list.
alter table bexio_clockodo.reading alter column memory set data type text;

-- Exported entries that are marked as billed in clockodo, or are about to be: the mark is ours to take back as long as
-- the entry has not changed since.
create table bexio_clockodo.billed_mark (
  bexio_company bigint      not null,
  entry_id      bigint      not null,
  state         varchar(10) not null,
  fingerprint   varchar(64) not null,
  last_change   timestamp with time zone,
  asked_at      timestamp with time zone not null,
  constraint billed_mark_of_entry primary key (bexio_company, entry_id)
);
