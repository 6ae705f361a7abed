/** The README held to what it shows: its commands are run, and its output is looked for. */
@NullMarked
package dev.vitrine.gateway.readme;

import org.jspecify.annotations.NullMarked;
