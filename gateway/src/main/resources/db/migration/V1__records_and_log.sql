-- Version 1: the log, batches of sealed records, and look-up by keyed hashes.
-- Changes from: nothing.

-- The log's entries in order. An index is given once and never changes its entry.
create table log_entry (
  log_index bigint primary key check (log_index >= 0),
  entry     bytea  not null check (octet_length(entry) <= 65535)
);

-- Tiles of the log's Merkle tree (C2SP tlog-tiles), each at its present width.
create table log_tile (
  level      smallint not null,
  tile_index bigint   not null,
  hashes     bytea    not null,
  primary key (level, tile_index)
);

-- The published checkpoint: one row, moved by compare-and-swap.
create table log_checkpoint (
  id   smallint primary key check (id = 1),
  note text     not null
);

-- Every schema that any record was committed under, by hash: old records stay readable.
create table stored_schema (
  schema_hash bytea primary key,
  name        text  not null,
  encoded     bytea not null
);

-- A batch: what its log entry does not say, but its records' proofs need.
create table batch (
  log_index    bigint primary key references log_entry,
  schema_hash  bytea  not null references stored_schema,
  party        text   not null,
  record_count int    not null check (record_count between 1 and 256),
  roots        bytea  not null,
  wrapped_key  bytea  not null,
  promise      bytea  not null
);

-- Sealed payloads of a batch, one behind the other; ends[k] is where record k's ends.
create table batch_payload (
  log_index bigint primary key references batch,
  ends      int[]  not null,
  payloads  bytea  not null
);
-- ciphertext does not compress; uncompressed, a part can be read without the whole
alter table batch_payload alter column payloads set storage external;

-- A keyed hash of (party, schema, document) to the first record made of it: the same document again
-- gets the same receipt. ref = log_index * 256 + position.
create table document_key (
  key uuid   primary key,
  ref bigint not null
);

-- A keyed hash of (schema, tag) to the records that carry the tag.
create table tag (
  key bigint not null,
  ref bigint not null,
  primary key (key, ref)
);
