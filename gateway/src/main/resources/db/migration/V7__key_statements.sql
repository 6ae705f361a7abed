-- Version 7: statements about keys are found without reading the whole log.
-- Changes from: 6.

-- An entry of type 3 is an array of three that begins with 3.
create index log_entry_key_statement on log_entry (log_index)
  where substring(entry from 1 for 2) = '\x8303'::bytea;
