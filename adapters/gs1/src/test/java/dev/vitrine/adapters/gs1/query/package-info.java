/** Tests of queries. */
@NullMarked
package dev.vitrine.adapters.gs1.query;

import org.jspecify.annotations.NullMarked;
