/**
 * What a caller may do with a record: what policies allow, narrowed by the consents that the
 * record's sender handed in for its patients. In comes a caller and an opened record; out comes a
 * decision. Nothing here widens what policies hide, and nothing is remembered from one request to
 * the next: a consent withdrawn holds from the moment its record is durable.
 */
@NullMarked
package dev.vitrine.gateway.consent;

import org.jspecify.annotations.NullMarked;
