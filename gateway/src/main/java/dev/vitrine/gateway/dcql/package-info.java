/**
 * Requests in the Digital Credentials Query Language (OpenID for Verifiable Presentations 1.0,
 * section 6). In come a query and records; out come the records that answer it and the slots to
 * show of each. Nothing is shown or proved here.
 */
@NullMarked
package dev.vitrine.gateway.dcql;

import org.jspecify.annotations.NullMarked;
