package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.json.JsonException;
import dev.vitrine.ledger.json.JsonReader;
import dev.vitrine.ledger.json.JsonWriter;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * JSON-RPC 2.0 over HTTP, one call a request. The address may hold an access token, so no message
 * names it.
 */
final class JsonRpc {
  private static final Json VERSION = new Json.Text("2.0");
  private static final Json ID = new Json.Numeral("1");

  private final Transport transport;
  private final URI address;

  JsonRpc(Transport transport, URI address) {
    this.transport = transport;
    this.address = address;
  }

  /**
   * Asks.
   *
   * @return the result, which may be null in JSON's sense
   * @throws AnchorException UNAVAILABLE if there was no answer, or it was no JSON-RPC
   * @throws RpcException if the node refuses
   */
  Json call(String method, Json... params) {
    Json request =
        new Json.Members(
            Map.of(
                "jsonrpc",
                VERSION,
                "id",
                ID,
                "method",
                new Json.Text(method),
                "params",
                new Json.Items(List.of(params))));
    Reply reply;
    try {
      reply = transport.post(address, "application/json", JsonWriter.bytes(request));
    } catch (IOException e) {
      throw unavailable(method, "did not answer", e);
    }
    if (!reply.ok()) {
      throw unavailable(method, "answered with HTTP status " + reply.status(), null);
    }
    try {
      Json answer = JsonReader.read(reply.body());
      if (!answer.member("jsonrpc").equals(VERSION) || !answer.member("id").equals(ID)) {
        throw new JsonException("no answer to this question");
      }
      Json error = answer.member("error");
      if (!error.isNothing()) {
        throw new RpcException(error.member("message").text(), error.member("data"));
      }
      return answer.member("result");
    } catch (JsonException e) {
      throw unavailable(method, "gave no JSON-RPC answer: " + e.getMessage(), e);
    }
  }

  static AnchorException unavailable(
      String method, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = "the EVM node " + what + " (" + method + ")";
    return cause == null
        ? new AnchorException(AnchorException.Kind.UNAVAILABLE, message)
        : new AnchorException(AnchorException.Kind.UNAVAILABLE, message, cause);
  }
}
