-- Version 4: what this gateway's witness has cosigned of other logs.
-- Changes from: 3 (or an earlier one where that is not there).

-- One row a log, moved by compare-and-swap on note, and before anything is cosigned. note is the
-- signed checkpoint with the log's own signatures and this witness's; origin is for people.
create table witnessed_log (
  origin_hash bytea primary key check (octet_length(origin_hash) = 32),
  origin      text  not null,
  note        text  not null check (octet_length(note) <= 262144)
);
