package dev.vitrine.ledger.anchor.tsa;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.ledger.Components;
import dev.vitrine.ledger.transport.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A real time-stamping authority: {@code openssl ts -reply} behind HTTP on the loopback, with a CA
 * of its own in a temporary folder.
 */
public final class OpenSslTsa implements AutoCloseable {
  /** The policy it stamps under unless asked for another. */
  public static final String POLICY = "1.3.6.1.4.1.99999.1";

  /** The other one it knows. */
  public static final String OTHER_POLICY = "1.3.6.1.4.1.99999.2";

  private static final int DAYS = 3650;

  private final Path folder;
  private final HttpServer server;

  private OpenSslTsa(Path folder, HttpServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Makes its keys and starts it; skips the test loudly if there is no openssl. */
  public static OpenSslTsa start(Path folder) throws IOException {
    try {
      Components.tookPart("OpenSSL TSA", run(folder, "openssl", "version").strip());
    } catch (IOException e) {
      Components.missing("openssl");
    }
    Files.writeString(folder.resolve("tsa.cnf"), configuration());
    Files.writeString(folder.resolve("serial"), "01\n");
    openssl(
        folder,
        "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650"
            + " -subj /O=Test/CN=Root -config tsa.cnf -extensions ca");
    issue(folder, "between", "ec -pkeyopt ec_paramgen_curve:P-384", "ca", "between", DAYS);
    stampFor(folder, DAYS);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OpenSslTsa tsa = new OpenSslTsa(folder, server);
    server.createContext("/", tsa::answer);
    server.start();
    return tsa;
  }

  /**
   * Gives the authority with this folder a new key and certificate. While that is made it may fail
   * to answer.
   *
   * @param days how long the certificate lives
   */
  public static void stampFor(Path folder, int days) throws IOException {
    issue(folder, "tsa", "rsa:3072", "between", "tsa", days);
  }

  /** Where it is asked. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Trust in its root alone: the certificate between comes with its answers. */
  public TimeStampTrust trust() {
    return TimeStampTrust.ofPem(bytes("ca.pem"));
  }

  /** A client that asks it over HTTP. */
  public TimeStampClient client(TimeStampTrust trust, Optional<String> policy) {
    return new TimeStampClient(
        address(),
        new HttpTransport(Duration.ofSeconds(20), TimeStampReply.MAX_BYTES),
        trust,
        policy,
        Clock.systemUTC(),
        new SecureRandom());
  }

  /** What openssl says to a command, run in the authority's folder. */
  public String openssl(String arguments) throws IOException {
    return openssl(folder, arguments);
  }

  /** A file in its folder. */
  public byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file into its folder. */
  public void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    write("query.tsq", exchange.getRequestBody().readAllBytes());
    try {
      openssl("ts -reply -config tsa.cnf -section service -queryfile query.tsq -out reply.tsr");
      byte[] reply = bytes("reply.tsr");
      exchange.getResponseHeaders().set("Content-Type", TimeStampReply.MEDIA_TYPE);
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (IOException e) {
      exchange.sendResponseHeaders(500, -1);
    } finally {
      exchange.close();
    }
  }

  private static void issue(
      Path folder, String name, String key, String by, String extensions, int days)
      throws IOException {
    openssl(
        folder,
        "req -new -newkey "
            + key
            + " -nodes -keyout "
            + name
            + ".key -out "
            + name
            + ".csr -subj /O=Test/CN="
            + name
            + " -config tsa.cnf");
    openssl(
        folder,
        "x509 -req -in "
            + name
            + ".csr -CA "
            + by
            + ".pem -CAkey "
            + by
            + ".key -CAcreateserial -days "
            + days
            + " -out "
            + name
            + ".pem -extfile tsa.cnf -extensions "
            + extensions);
  }

  private static String openssl(Path folder, String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(arguments.split(" ")));
    return run(folder, command.toArray(String[]::new));
  }

  private static String run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String configuration() {
    return String.join(
        "\n",
        "[req]",
        "distinguished_name = name",
        "prompt = no",
        "[name]",
        "[ca]",
        "basicConstraints = critical, CA:true",
        "keyUsage = critical, keyCertSign, cRLSign",
        "subjectKeyIdentifier = hash",
        "[between]",
        "basicConstraints = critical, CA:true, pathlen:0",
        "keyUsage = critical, keyCertSign, cRLSign",
        "subjectKeyIdentifier = hash",
        "authorityKeyIdentifier = keyid",
        "[tsa]",
        "basicConstraints = critical, CA:false",
        "keyUsage = critical, digitalSignature",
        "extendedKeyUsage = critical, timeStamping",
        "subjectKeyIdentifier = hash",
        "authorityKeyIdentifier = keyid",
        "[service]",
        "serial = serial",
        "signer_cert = tsa.pem",
        "certs = between.pem",
        "signer_key = tsa.key",
        "signer_digest = sha256",
        "default_policy = " + POLICY,
        "other_policies = " + OTHER_POLICY,
        "digests = sha256, sha384, sha512",
        "accuracy = secs:1, millisecs:500",
        "ess_cert_id_chain = no",
        "ess_cert_id_alg = sha256",
        "tsa_name = yes",
        "");
  }
}
