package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.Components;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real EVM node as a process on loopback. Makes no block unless told to. */
public final class Anvil implements AutoCloseable {
  /** Where {@code vitrine test} puts what npm brings. */
  static final Path FOLDER = folder();

  static final Path MODULES = FOLDER.resolve("node_modules");

  private static final long PATIENCE_MILLIS = 20_000;

  private final Transport transport = new HttpTransport(Duration.ofSeconds(10), 1 << 24);
  private final String[] options;
  private final int port;
  private @Nullable Process process;

  private Anvil(int port, String... options) {
    this.options = options;
    this.port = port;
  }

  /** Starts one; skips the test if there is none. */
  public static Anvil start(String... options) {
    if (!Files.isExecutable(binary())) {
      Components.missing(
          "an EVM node in " + MODULES + " (./vitrine test brings it, if there is npm)");
    }
    Anvil anvil = new Anvil(freePort(), options);
    anvil.run();
    Components.tookPart("EVM node", anvil.version());
    return anvil;
  }

  /** Starts it again on the same port after {@link #stop}. */
  public void run() {
    List<String> command = new ArrayList<>();
    command.add(binary().toAbsolutePath().toString());
    command.addAll(
        List.of("--host", "127.0.0.1", "--port", "" + port, "--no-mining", "--order", "fees"));
    command.addAll(List.of("--silent", "--accounts", "1"));
    command.addAll(Arrays.asList(options));
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Path.of("target", "anvil.log").toFile())
              .start();
      awaitAnswer(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as an operator would; with {@code --state} it writes its state then. */
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    running.destroy();
    try {
      if (!running.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    }
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** How it is asked. */
  public Transport transport() {
    return transport;
  }

  JsonRpc rpc() {
    return new JsonRpc(transport, address());
  }

  EvmNode node() {
    return new EvmNode(rpc());
  }

  Json call(String method, Json... params) {
    return rpc().call(method, params);
  }

  /** Makes blocks. */
  public void mine(int blocks) {
    call("anvil_mine", number(blocks));
  }

  /** Puts everything into a block at once, or waits for {@link #mine}. */
  public void automine(boolean on) {
    call("evm_setAutomine", new Json.Bool(on));
  }

  /** Takes the newest blocks back and makes empty ones in their place. */
  public void reorganise(int blocks) {
    call("anvil_reorg", new Json.Numeral("" + blocks), new Json.Items(List.of()));
  }

  /** Gives an account so much ether. */
  public void fund(EvmAddress account, long ether) {
    String wei = "0x" + Long.toHexString(ether) + "0000000000000000";
    call("anvil_setBalance", text(account.toString()), text(wei));
  }

  static Json text(String text) {
    return new Json.Text(text);
  }

  static Json number(long number) {
    return text(Quantities.quantity(number));
  }

  @Override
  public void close() {
    stop();
  }

  private String version() {
    return call("web3_clientVersion").text().replace("/v", " ");
  }

  private void awaitAnswer(Process running) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (running.isAlive() && System.nanoTime() < end) {
      try {
        call("eth_chainId");
        return;
      } catch (dev.vitrine.ledger.anchor.AnchorException e) {
        pause();
      }
    }
    running.destroyForcibly();
    throw new IOException(
        "the EVM node did not start: " + Files.readString(Path.of("target", "anvil.log")));
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** This module's, from whichever module the tests run in. */
  private static Path folder() {
    Path here = Path.of("target", "evm");
    return Files.isDirectory(here) ? here : Path.of("..", "ledger-anchor").resolve(here);
  }

  private static Path binary() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String os = system.startsWith("mac") ? "darwin" : system.startsWith("win") ? "win32" : "linux";
    String arch = machine.equals("aarch64") ? "arm64" : "amd64";
    String name = os.equals("win32") ? "anvil.exe" : "anvil";
    return MODULES.resolve("@foundry-rs/anvil-" + os + "-" + arch).resolve("bin").resolve(name);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
