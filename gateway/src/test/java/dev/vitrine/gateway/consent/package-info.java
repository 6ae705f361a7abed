/** Tests of what patients' consents do to what policies allow. */
@NullMarked
package dev.vitrine.gateway.consent;

import org.jspecify.annotations.NullMarked;
