/**
 * Ed25519 keys that live in a PKCS#11 device and never leave it. In come a module, a token, a key's
 * label and a file with the PIN; out goes a {@code SigningKey}. The JDK's own PKCS#11 provider
 * knows no EdDSA, hence the small binding here.
 */
@NullMarked
package dev.vitrine.gateway.keys.pkcs11;

import org.jspecify.annotations.NullMarked;
