/** What the gateway's tests share: real servers in temporary folders, tokens, evidence of use. */
@NullMarked
package dev.vitrine.gateway.testing;

import org.jspecify.annotations.NullMarked;
