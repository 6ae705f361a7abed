@NullMarked
package dev.vitrine.gateway.subscription;

import org.jspecify.annotations.NullMarked;
