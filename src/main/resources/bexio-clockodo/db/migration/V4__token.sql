-- What bexio's issuer has given to a connection. Tokens stand here encrypted; the key is not in this database.

create table bexio_clockodo.token (
  connection    varchar(60)   not null primary key,
  state         varchar(20)   not null,
  access_token  varchar(20000),
  refresh_token varchar(20000),
  issued_at     timestamp with time zone,
  expires_at    timestamp with time zone,
  scopes        varchar(2000) not null,
  why           varchar(1000),
  connected_at  timestamp with time zone not null
);

-- A person was sent to bexio to agree; whoever comes back with the state is let in once.
create table bexio_clockodo.consent (
  state      varchar(64)   not null primary key,
  connection varchar(60)   not null,
  verifier   varchar(2000) not null,
  redirect   varchar(1000) not null,
  scopes     varchar(2000) not null,
  asked_at   timestamp with time zone not null
);

-- A connection is made even while clockodo is silent; the first run then says whose account it is.
alter table bexio_clockodo.connection alter column clockodo_user drop not null;
alter table bexio_clockodo.connection alter column clockodo_user_name drop not null;

-- Two connections of the same two would export everything twice.
alter table bexio_clockodo.connection
  add constraint connection_of_pair unique (bexio_company, bexio_company_name, clockodo_user);
