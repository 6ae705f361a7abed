/** The offline commands, over files and logs made with the real libraries. */
@NullMarked
package dev.vitrine.gateway.cli;

import org.jspecify.annotations.NullMarked;
