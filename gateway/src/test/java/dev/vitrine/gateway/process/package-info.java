/** The built jar as its own process: started, stopped, killed. Runs after packaging. */
@NullMarked
package dev.vitrine.gateway.process;

import org.jspecify.annotations.NullMarked;
