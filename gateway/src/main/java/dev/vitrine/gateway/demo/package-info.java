/**
 * The main job told as a story, on real input against a real gateway: what {@code vitrine demo}
 * runs. Only talks to the gateway from outside, and checks everything offline.
 */
@NullMarked
package dev.vitrine.gateway.demo;

import org.jspecify.annotations.NullMarked;
