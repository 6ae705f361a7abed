/**
 * The command line {@code vitrine}. Offline commands run without starting Quarkus; only {@code
 * serve} does. Exit codes: 0 valid or done, 1 invalid, 2 cannot tell, 3 usage or refused to start.
 */
@NullMarked
package dev.vitrine.gateway.cli;

import org.jspecify.annotations.NullMarked;
