/**
 * A gateway seen from outside: starts one as a process of its own and talks to it over REST and
 * gRPC as any hospital or supplier would. Used by the demo and the benchmarks; holds nothing of the
 * gateway's inside but the development issuer's tokens.
 */
@NullMarked
package dev.vitrine.gateway.client;

import org.jspecify.annotations.NullMarked;
