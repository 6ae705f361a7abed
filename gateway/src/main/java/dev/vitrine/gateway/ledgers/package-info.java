/**
 * Which external ledgers there are and how their evidence is verified: from settings or a trust
 * file in, verifiers out. Nothing here opens a connection.
 */
@NullMarked
package dev.vitrine.gateway.ledgers;

import org.jspecify.annotations.NullMarked;
