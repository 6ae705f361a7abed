package dev.vitrine.gateway.cli;

import picocli.CommandLine.Command;

/** {@code vitrine set}: public signed sets, that hidden values are proved to be in or not in. */
@Command(
    name = "set",
    description = "Publishes public sets, and shows them.",
    mixinStandardHelpOptions = true,
    subcommands = {SetPublishCommand.class, SetShowCommand.class})
final class SetCommand {}
