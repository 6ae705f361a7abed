@NullMarked
package dev.vitrine.gateway.facts;

import org.jspecify.annotations.NullMarked;
