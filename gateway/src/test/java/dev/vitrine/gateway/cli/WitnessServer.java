package dev.vitrine.gateway.cli;

import com.sun.net.httpserver.HttpServer;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.proofs.encoding.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Shows on loopback what a witness has cosigned, of any log. Cosigns whatever it is given. */
final class WitnessServer implements AutoCloseable {
  private final NoteSigner key;
  private final HttpServer server;

  WitnessServer(String name) throws IOException {
    key = NoteSigner.generate(name, SignatureType.COSIGNATURE_V1, new SecureRandom());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  NoteVerifier key() {
    return key.verifier();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/witness";
  }

  /** Cosigns, and from now on shows this of the log. */
  void cosign(SignedCheckpoint signed) {
    List<dev.vitrine.ledger.checkpoint.NoteSignature> lines =
        new ArrayList<>(signed.note().signatures());
    lines.add(key.cosign(signed.note().text(), Instant.now()));
    byte[] note =
        new SignedNote(signed.note().text(), lines).toString().getBytes(StandardCharsets.UTF_8);
    byte[] origin = signed.checkpoint().origin().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/witness/" + HexFormat.of().formatHex(Sha256.of(origin)) + "/checkpoint",
        exchange -> {
          exchange.sendResponseHeaders(200, note.length);
          exchange.getResponseBody().write(note);
          exchange.close();
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
