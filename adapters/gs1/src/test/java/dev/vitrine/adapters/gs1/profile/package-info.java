@NullMarked
package dev.vitrine.adapters.gs1.profile;

import org.jspecify.annotations.NullMarked;
