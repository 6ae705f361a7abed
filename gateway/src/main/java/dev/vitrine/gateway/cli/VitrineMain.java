package dev.vitrine.gateway.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/** The entry point of the jar. */
@QuarkusMain
public final class VitrineMain {
  private VitrineMain() {}

  public static void main(String... args) {}
}
