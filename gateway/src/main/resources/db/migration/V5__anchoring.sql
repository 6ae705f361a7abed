-- Version 5: which checkpoints go into which external ledgers, and how far they have come.
-- Changes from: 4.

-- One row a ledger, and which process uses it now: one at a time, until a time by this clock.
create table anchor_ledger (
  name       text primary key check (length(name) between 1 and 128),
  holder     uuid,
  held_until timestamptz
);

-- The outbox: one row a checkpoint and ledger. A row is moved by compare-and-swap on version.
create table anchoring (
  ledger       text        not null references anchor_ledger,
  digest       bytea       not null check (octet_length(digest) = 32),
  size         bigint      not null check (size >= 0),
  note         text        not null,
  state        text        not null
    check (state in ('INTENDED', 'SUBMITTED', 'INCLUDED', 'FINAL', 'SUPERSEDED', 'PARKED')),
  anchor_id    text,
  attempts     int         not null check (attempts >= 0),
  next_attempt timestamptz not null,
  media_type   text,
  evidence     bytea       check (octet_length(evidence) between 1 and 1048576),
  problem      text,
  intended_at  timestamptz not null,
  changed_at   timestamptz not null,
  version      bigint      not null check (version >= 1),
  primary key (ledger, digest),
  check ((state = 'FINAL') = (evidence is not null)),
  check ((media_type is null) = (evidence is null))
);

create index anchoring_size on anchoring (ledger, size);
create index anchoring_final on anchoring (ledger, size) where state = 'FINAL';
create index anchoring_open on anchoring (ledger, size)
  where state in ('INTENDED', 'SUBMITTED', 'INCLUDED');

-- What a ledger's client must know after a restart, by submission.
create table anchor_memory (
  ledger text  not null check (length(ledger) between 1 and 128),
  id     text  not null check (length(id) between 1 and 512),
  value  bytea not null check (octet_length(value) between 1 and 1048576),
  primary key (ledger, id)
);
