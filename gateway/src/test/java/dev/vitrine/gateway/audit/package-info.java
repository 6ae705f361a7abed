/** Reading trust files. */
@NullMarked
package dev.vitrine.gateway.audit;

import org.jspecify.annotations.NullMarked;
