/** Tests of what lies beside the code for those who deploy it. */
@NullMarked
package dev.vitrine.gateway.deployment;

import org.jspecify.annotations.NullMarked;
