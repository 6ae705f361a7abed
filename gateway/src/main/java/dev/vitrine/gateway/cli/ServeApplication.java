package dev.vitrine.gateway.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;

/** Says that the gateway takes requests, then waits until it is told to stop. */
final class ServeApplication implements QuarkusApplication {

  private final HttpServer server;

  ServeApplication(HttpServer server) {
    this.server = server;
  }

  @Override
  public int run(String... arguments) {
    System.out.println("ready: " + server.getLocalBaseUri());
    System.out.flush();
    Quarkus.waitForExit();
    return ExitCode.OK;
  }
}
