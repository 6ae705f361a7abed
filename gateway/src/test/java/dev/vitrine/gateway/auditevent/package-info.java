/** Tests of AuditEvents made of disclosures. */
@NullMarked
package dev.vitrine.gateway.auditevent;

import org.jspecify.annotations.NullMarked;
