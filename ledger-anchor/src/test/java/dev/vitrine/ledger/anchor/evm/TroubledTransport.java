package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A real connection that loses answers, or changes them. */
final class TroubledTransport implements Transport {
  private final Transport real;
  private String loses = "";
  private String changes = "";
  private UnaryOperator<String> change = UnaryOperator.identity();

  TroubledTransport(Transport real) {
    this.real = real;
  }

  /** From now on answers to this method get lost; the node has done what it was asked. */
  void lose(String method) {
    loses = method;
  }

  /** From now on answers to this method are changed. */
  void change(String method, UnaryOperator<String> how) {
    changes = method;
    change = how;
  }

  @Override
  public Reply get(URI address) throws IOException {
    return real.get(address);
  }

  @Override
  public Reply post(URI address, String mediaType, byte[] body) throws IOException {
    String question = new String(body, StandardCharsets.UTF_8);
    Reply reply = real.post(address, mediaType, body);
    if (asks(question, loses)) {
      throw new IOException("the answer got lost");
    }
    if (asks(question, changes)) {
      String answer = change.apply(new String(reply.body(), StandardCharsets.UTF_8));
      return new Reply(reply.status(), reply.mediaType(), answer.getBytes(StandardCharsets.UTF_8));
    }
    return reply;
  }

  private static boolean asks(String question, String method) {
    return question.contains("\"" + method + "\"");
  }
}
