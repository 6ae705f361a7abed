@NullMarked
package dev.vitrine.gateway.verify;

import org.jspecify.annotations.NullMarked;
