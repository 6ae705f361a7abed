-- Version 8: where each instance stands in its chain of custody.
-- Changes from: 7.

-- A step of an instance's chain: a keyed hash of its identifier, the step's number, the custody record that
-- holds the step, that record's root, the event's record, and the newest event time of the chain so far (ms since
-- 1970). Steps are only added. The primary key is the fence between writers: of two that give the same number,
-- one fails whole.
create table custody (
  key      uuid   not null,
  sequence int    not null check (sequence > 0),
  ref      bigint not null,
  root     bytea  not null check (octet_length(root) = 32),
  event    bigint not null,
  newest   bigint,
  primary key (key, sequence)
);
