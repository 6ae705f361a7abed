@NullMarked
package dev.vitrine.adapters.gs1.time;

import org.jspecify.annotations.NullMarked;
