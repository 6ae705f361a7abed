-- Version 2.1: a checkpoint is signed first, and published when witnesses have cosigned it.
-- Changes from: 2.

-- One row, moved by compare-and-swap. signed: the last one whose signature may have left.
-- published: what readers see, that one or an earlier one, with its cosignatures.
alter table log_checkpoint rename column note to signed;
alter table log_checkpoint add column published text;
update log_checkpoint set published = signed;
