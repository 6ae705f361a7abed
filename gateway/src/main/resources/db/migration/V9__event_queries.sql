-- Version 9: what EPCIS queries need to find events by, and the queries that parties name.
-- Changes from: 7.

-- When the gateway closed the batch, in milliseconds, as its header says; null in batches stored before.
alter table batch add column closed_at bigint;

-- A sender's batches of a schema, in the log's order.
create index batch_of_sender on batch (schema_hash, party, log_index);

-- A query that a party has named. The definition can name patients' or partners' things: it is sealed under the
-- party's key, and the name is kept as a keyed hash beside its sealed form.
create table named_query (
  party      text        not null,
  name_key   bigint      not null,
  sealed     bytea       not null check (octet_length(sealed) <= 1052672),
  created_at timestamptz not null,
  primary key (party, name_key)
);
create index named_query_oldest on named_query (party, created_at, name_key);
