/**
 * What may go out, and the record of what did: declarative policies, and the disclosure records
 * that are committed to the log before an answer leaves. In come a caller and a record's schema and
 * sender; out go decisions. Default: nothing.
 */
@NullMarked
package dev.vitrine.gateway.disclosure;

import org.jspecify.annotations.NullMarked;
