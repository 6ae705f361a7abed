/**
 * What a gateway brings itself when nothing is configured: a data folder with owner-only keys, a
 * PostgreSQL server on loopback, and an issuer of tokens for development.
 *
 * <p>In: a folder. Out: connection settings and key material, and processes that end with this one.
 * Nothing here listens anywhere but on 127.0.0.1.
 */
@NullMarked
package dev.vitrine.gateway.embedded;

import org.jspecify.annotations.NullMarked;
