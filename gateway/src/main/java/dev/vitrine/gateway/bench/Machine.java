package dev.vitrine.gateway.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What the figures were measured on.
 *
 * @param cores that this process may use
 * @param processor the model, as the system names it
 * @param memoryMiB of the machine
 * @param java the runtime
 * @param system the operating system
 * @param load the load average of the last minute; above 0 at the start others were at work too
 */
record Machine(
    int cores, String processor, long memoryMiB, String java, String system, double load) {

  /** This machine, now. */
  static Machine here() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        os instanceof com.sun.management.OperatingSystemMXBean more
            ? more.getTotalMemorySize() >> 20
            : 0;
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorModel(),
        memory,
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        os.getSystemLoadAverage());
  }

  /** One line for people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d cores, %s, %d MiB, %s, %s, load average %.1f at the start",
        cores,
        processor,
        memoryMiB,
        java,
        system,
        load);
  }

  private static String processorModel() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      return lines.stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
