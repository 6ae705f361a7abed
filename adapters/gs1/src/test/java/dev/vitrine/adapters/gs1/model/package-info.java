@NullMarked
package dev.vitrine.adapters.gs1.model;

import org.jspecify.annotations.NullMarked;
