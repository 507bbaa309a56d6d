-- Invoice drafts beside the timesheets: the row is the durable intent, and its key is what bexio can be searched for.

create table bexio_clockodo.invoice_draft (
  bexio_company   bigint         not null,
  api_reference   varchar(255)   not null,
  connection      varchar(60)    not null,
  state           varchar(10)    not null,
  operation       varchar(10)    not null,
  plan            bigint         not null,
  plan_row        integer        not null,
  run             bigint         not null,
  epoch           bigint         not null,
  attempt         integer        not null,
  doubted         boolean        not null default false,
  contact_id      bigint         not null,
  total           numeric(19, 2) not null,
  described       varchar(10000) not null,
  fingerprint     varchar(64)    not null,
  sent_at         timestamp with time zone not null,
  invoice_id      bigint,
  echo            varchar(10000),
  message         varchar(2000),
  settled_at      timestamp with time zone,
  marks_open      boolean        not null default false,
  constraint invoice_draft_of_reference primary key (bexio_company, api_reference),
  constraint invoice_draft_of_invoice unique (bexio_company, invoice_id)
);

create index invoice_draft_by_state on bexio_clockodo.invoice_draft (connection, state);

-- Which draft holds an entry. An entry is in one draft at most; a draft that is gone leaves its entries to the next one.
create table bexio_clockodo.invoiced_entry (
  bexio_company bigint       not null,
  entry_id      bigint       not null,
  api_reference varchar(255) not null,
  local_date    date         not null,
  fingerprint   varchar(64)  not null,
  entry         varchar(100000) not null,
  constraint invoiced_entry_key primary key (bexio_company, entry_id)
);

create index invoiced_entry_of_draft on bexio_clockodo.invoiced_entry (bexio_company, api_reference, entry_id);

create index invoiced_entry_by_date on bexio_clockodo.invoiced_entry (bexio_company, local_date, api_reference);
