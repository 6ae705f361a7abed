package dev.vitrine.gateway.witness;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The threads that wait for witnesses' answers. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface WitnessThreads {}
