/**
 * Verification of product identifiers as the US Drug Supply Chain Security Act asks for it, in the
 * words of GS1's Lightweight Messaging Standard, answered from captured events; and the saleable
 * return, proved. In come what is printed on a pack and a caller; out go answers that are on record
 * before they leave, or presentations that verify offline.
 */
@NullMarked
package dev.vitrine.gateway.dscsa;

import org.jspecify.annotations.NullMarked;
