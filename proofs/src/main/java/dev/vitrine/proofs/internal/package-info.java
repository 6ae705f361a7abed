/**
 * The cryptography behind {@code proofs}' public types. No other module may use what is in here or
 * below, and nothing of it is kept stable.
 */
@NullMarked
package dev.vitrine.proofs.internal;

import org.jspecify.annotations.NullMarked;
