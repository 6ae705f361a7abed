package dev.vitrine.gateway.keys.pkcs11;

import java.nio.file.Path;

/**
 * Where a key is.
 *
 * @param module the module's shared library
 * @param token the token's label
 * @param key the label of the key pair on it
 * @param pinFile a file, 0600, that holds the user's PIN and at most one newline after it
 */
public record Pkcs11Settings(Path module, String token, String key, Path pinFile) {}
