package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.bench.BenchCommand;
import dev.vitrine.gateway.demo.DemoCommand;
import dev.vitrine.gateway.embedded.StartupException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the jar: reads the command line and runs one command. */
@QuarkusMain
@Command(
    name = "vitrine",
    description = "A verifiable data-sharing gateway.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      ServeCommand.class,
      TokenCommand.class,
      ImportCommand.class,
      VerifyCommand.class,
      CredentialCommand.class,
      ReceiptCommand.class,
      SetCommand.class,
      AuditCommand.class,
      KeyCommand.class,
      AnchorCommand.class,
      BenchCommand.class,
      DemoCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:valid, or done",
      "1:invalid",
      "2:cannot tell",
      "3:usage, or refused to start"
    })
public final class VitrineMain {

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command. */
  static int run(String... arguments) {
    CommandLine commandLine = commandLine();
    // UTF-8 whatever the locale: what is printed is also read by programs
    commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    if (arguments.length == 0) {
      commandLine.usage(commandLine.getErr());
      return ExitCode.USAGE;
    }
    return commandLine.execute(arguments);
  }

  /** All commands, with the exit codes that failures mean. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new VitrineMain());
    commandLine.setParameterExceptionHandler(
        (e, args) -> {
          CommandLine asked = e.getCommandLine();
          asked.getErr().println(e.getMessage());
          asked.getErr().println("See: " + asked.getCommandSpec().qualifiedName() + " --help");
          return ExitCode.USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (e, asked, result) -> {
          if (e instanceof StartupException) {
            asked.getErr().println(e.getMessage());
            return ExitCode.USAGE;
          }
          if (e instanceof IOException) {
            asked.getErr().println("Could not read or write: " + e.getMessage());
            return ExitCode.CANNOT_TELL;
          }
          throw e;
        });
    return commandLine;
  }
}
