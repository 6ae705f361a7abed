/**
 * Disclosures of patients' data as FHIR R4 AuditEvents of IHE's Basic Audit Log Patterns. In comes
 * the committed record of a disclosure; out comes the one AuditEvent that it is, the same each
 * time. Nothing is kept here: what can be changed is no audit log.
 */
@NullMarked
package dev.vitrine.gateway.auditevent;

import org.jspecify.annotations.NullMarked;
