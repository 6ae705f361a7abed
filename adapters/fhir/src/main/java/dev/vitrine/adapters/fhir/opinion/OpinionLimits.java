package dev.vitrine.adapters.fhir.opinion;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a second opinion may cost.
 *
 * @param folder with HAPI's jars
 * @param start how long the process may take until it is ready
 * @param each how long it may take over one resource; then it is ended and started anew
 * @param megabytes its heap
 * @param waiting how many resources may wait for it
 */
public record OpinionLimits(
    Path folder, Duration start, Duration each, int megabytes, int waiting) {}
