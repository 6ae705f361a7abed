-- Version 6: signed statements registered at /entries.
-- Changes from: 5.

-- One row a statement, in the transaction that appends its entry [5, digest] to log 0. The bytes are those that the
-- digest is of: the unprotected header is empty.
create table scitt_statement (
  digest        bytea       primary key check (octet_length(digest) = 32),
  log_index     bigint      not null unique,
  party         text        not null,
  registered_at timestamptz not null,
  statement     bytea       not null check (octet_length(statement) <= 65536)
);
