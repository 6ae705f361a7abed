/** Tests on a real PKCS#11 module, SoftHSM. */
@NullMarked
package dev.vitrine.gateway.keys.pkcs11;

import org.jspecify.annotations.NullMarked;
