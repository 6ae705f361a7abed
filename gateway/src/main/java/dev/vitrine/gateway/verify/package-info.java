/**
 * Checks presentations for callers, against this gateway's own trust. In come files and
 * requirements; out go verdicts. Opens no record.
 */
@NullMarked
package dev.vitrine.gateway.verify;

import org.jspecify.annotations.NullMarked;
