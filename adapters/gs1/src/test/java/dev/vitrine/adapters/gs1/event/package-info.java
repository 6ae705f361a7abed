/** Tests of reading events' fields. */
@NullMarked
package dev.vitrine.adapters.gs1.event;

import org.jspecify.annotations.NullMarked;
