-- Version 12: subscriptions to named queries.
-- Changes from: 9.

-- One row a subscription. What it says (where to, signature token, for whom, when) is sealed under the party's key; a
-- keyed hash of where to and when tells the same one asked for twice. Its query takes it along when it goes.
-- log_cursor is a place in the logs: all before it was delivered, or did not match, or was not to be seen.
create table subscription (
  id               uuid        primary key,
  party            text        not null,
  name_key         bigint      not null,
  same_key         bigint      not null,
  sealed           bytea       not null check (octet_length(sealed) <= 65536),
  stream           boolean     not null,
  created_at       timestamptz not null,
  log_cursor       text        not null check (octet_length(log_cursor) <= 262144),
  chunk            integer     not null check (chunk > 0),
  suspended        boolean     not null,
  next_at          timestamptz not null,
  executed_at      timestamptz,
  last_notified_at timestamptz,
  attempts         integer     not null check (attempts >= 0),
  failing_since    timestamptz,
  problem          text,
  claim            uuid,
  claimed_until    timestamptz,
  foreign key (party, name_key) references named_query (party, name_key) on delete cascade,
  unique (party, name_key, same_key)
);

create index subscription_due on subscription (next_at) where not suspended;
