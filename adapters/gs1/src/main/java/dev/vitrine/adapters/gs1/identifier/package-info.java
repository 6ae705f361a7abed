/**
 * What can be read off a GS1 identifier: GTIN, lot and expiry from EPC URNs and GS1 Digital Links.
 * In come texts as they were sent, out go facts or nothing; no problem is raised here.
 */
@NullMarked
package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.NullMarked;
