/** Tests that the OpenAPI document says what is there. */
@NullMarked
package dev.vitrine.gateway.openapi;

import org.jspecify.annotations.NullMarked;
