package dev.vitrine.gateway.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.NotPublishedException;
import dev.vitrine.ledger.tiles.TilePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves a log's public resources on loopback, and lies where it is told to. */
final class LogServer implements AutoCloseable {
  private static final String PREFIX = "/log/";
  private static final Pattern SHARD = Pattern.compile("shard/([0-9]+)/(.+)");
  private final HttpServer server;
  private volatile Log log;

  /** Logs under {@code shard/<n>/}, by number. */
  final Map<Integer, Log> shards = new HashMap<>();

  /** What is done to a resource before it is served, by path. */
  final Map<String, UnaryOperator<byte[]>> lies = new HashMap<>();

  LogServer(Log log) throws IOException {
    this.log = log;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(PREFIX, this::answer);
    server.start();
  }

  void serve(Log other) {
    log = other;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    byte[] body;
    int status = 200;
    try {
      body = resource(path);
      body = lies.getOrDefault(path, UnaryOperator.identity()).apply(body);
    } catch (LedgerException e) {
      status = 404;
      body = new byte[] {'-'};
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private byte[] resource(String path) {
    Matcher shard = SHARD.matcher(path);
    Log from = shard.matches() ? shards.get(Integer.parseInt(shard.group(1))) : log;
    if (from == null) {
      throw new NotPublishedException("no such shard");
    }
    String name = shard.matches() ? shard.group(2) : path;
    return name.equals("checkpoint")
        ? from.view().latest().orElseThrow().bytes()
        : from.view().resource(TilePath.parse(name));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
