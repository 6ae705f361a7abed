-- Version 2: what became of documents posted to /epcis/capture.
-- Changes from: 1.

-- One row a document. results is packed, one entry an event: see CaptureResults.
create table capture_job (
  id              uuid primary key,
  party           text        not null,
  created_at      timestamptz not null,
  finished_at     timestamptz not null,
  running         boolean     not null,
  success         boolean     not null,
  error_behaviour text        not null check (error_behaviour in ('rollback', 'proceed')),
  errors          text        not null check (octet_length(errors) <= 1048576),
  schema_name     text        not null,
  event_count     int         not null check (event_count between 1 and 20000),
  results         bytea       not null check (octet_length(results) <= 41 * event_count)
);

create index capture_job_newest on capture_job (party, created_at desc, id desc);
