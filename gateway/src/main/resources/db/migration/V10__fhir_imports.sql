-- Version 10: imports of FHIR NDJSON.
-- Changes from: 7.

-- One row an import: how much of the upload is durable, and what became of its lines. upload_offset is in bytes and
-- always at the start of a line. refusals is a JSON array of the first refused lines.
create table fhir_import (
  id            uuid        primary key,
  party         text        not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  complete      boolean     not null,
  upload_offset bigint      not null check (upload_offset >= 0),
  lines         bigint      not null check (lines >= 0),
  taken         bigint      not null check (taken >= 0),
  duplicates    bigint      not null check (duplicates >= 0),
  refused       bigint      not null check (refused >= 0),
  refusals      text        not null check (octet_length(refusals) <= 262144)
);

create index fhir_import_newest on fhir_import (party, created_at desc, id desc);
