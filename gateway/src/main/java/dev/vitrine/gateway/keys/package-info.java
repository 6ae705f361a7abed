/**
 * The gateway's own keys: made at first start, kept in files that only their owner can read. Out go
 * signing keys and keyed hashes; secrets never leave this package in clear but inside key objects.
 */
@NullMarked
package dev.vitrine.gateway.keys;

import org.jspecify.annotations.NullMarked;
