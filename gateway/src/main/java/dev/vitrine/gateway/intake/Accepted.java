package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.store.RecordRef;

/**
 * A record that is durable.
 *
 * @param schema the name of its schema
 * @param root its record root, 32 bytes
 * @param duplicate the same document was taken before: this is the record made of it then
 */
public record Accepted(RecordRef ref, String schema, byte[] root, boolean duplicate) {}
