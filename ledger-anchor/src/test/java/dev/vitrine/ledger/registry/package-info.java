@NullMarked
package dev.vitrine.ledger.registry;

import org.jspecify.annotations.NullMarked;
