-- Version 3: several logs in one database, each with one writer at a time.
-- Changes from: 2.1.

-- A log: number 0, or a shard of it. What its writer appends has the indexes shard << 40 | 0 … sequenced - 1
-- in every other table. The row is the fence: whoever appends moves `sequenced` in its own epoch, and whoever
-- signs holds the row in its own epoch, both to the end of their transactions; a claim waits for them.
create table log_shard (
  shard       int         primary key check (shard between 0 and 8191),
  origin      text        not null unique,
  state       text        not null default 'open' check (state in ('open', 'frozen')),
  epoch       bigint      not null default 0 check (epoch >= 0),
  writer      text        not null default '',
  -- the writer's last sign of life, by the database's clock; null if it has let go
  seen_at     timestamptz,
  sequenced   bigint      not null default 0 check (sequenced between 0 and 1099511627776),
  opened_at   timestamptz not null default now(),
  closed_at   timestamptz,
  -- a shard goes on where another was closed; that one takes nothing more from then on
  predecessor int         unique references log_shard,
  successor   int         unique references log_shard,
  -- of a frozen log, its last checkpoint
  final_note  text,
  check ((state = 'frozen') = (closed_at is not null)),
  check ((state = 'frozen') = (final_note is not null))
) with (fillfactor = 50);

-- A frozen log never thaws, an epoch never comes back, and what is sequenced stays.
create function log_shard_only_grows() returns trigger language plpgsql as $$
begin
  if old.state = 'frozen' then
    raise exception 'log % is frozen', old.shard;
  end if;
  if new.epoch < old.epoch or new.sequenced < old.sequenced or new.origin <> old.origin then
    raise exception 'log % can''t go back', old.shard;
  end if;
  return new;
end $$;
create trigger log_shard_only_grows before update on log_shard
  for each row execute function log_shard_only_grows();

-- No entry gets into a log that is frozen, or that has not made room for it.
create function log_entry_has_room() returns trigger language plpgsql as $$
begin
  if not exists (
    select from log_shard
    where shard = new.log_index >> 40 and state = 'open' and sequenced > new.log_index & 1099511627775
  ) then
    raise exception 'log % is frozen or has no room for entry %',
      new.log_index >> 40, new.log_index & 1099511627775;
  end if;
  return new;
end $$;
create trigger log_entry_has_room before insert on log_entry
  for each row execute function log_entry_has_room();

-- Where log 0 holds checkpoints of shards, with their notes: what covers an entry of a shard.
create table shard_checkpoint (
  log_index bigint primary key references log_entry check (log_index < 1099511627776),
  shard     int    not null references log_shard check (shard > 0),
  size      bigint not null check (size > 0),
  note      text   not null,
  unique (shard, size)
);

-- Tiles and checkpoints are kept per log. Those from before are log 0's.
alter table log_tile add column shard int not null default 0;
alter table log_tile alter column shard drop default;
alter table log_tile drop constraint log_tile_pkey;
alter table log_tile add primary key (shard, level, tile_index);

alter table log_checkpoint drop constraint log_checkpoint_id_check;
alter table log_checkpoint rename column id to shard;
alter table log_checkpoint alter column shard type int;
update log_checkpoint set shard = 0;
-- the row is there before the first signature, so that there is one to lock
alter table log_checkpoint alter column signed drop not null;
