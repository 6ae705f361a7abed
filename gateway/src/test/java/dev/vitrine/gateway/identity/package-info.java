/** Tests of who gets in, over REST and gRPC. */
@NullMarked
package dev.vitrine.gateway.identity;

import org.jspecify.annotations.NullMarked;
