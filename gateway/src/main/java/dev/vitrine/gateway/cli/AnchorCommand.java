package dev.vitrine.gateway.cli;

import picocli.CommandLine.Command;

/** {@code vitrine anchor}: prepares the ledgers that a gateway anchors its log in. */
@Command(
    name = "anchor",
    description = "Prepares external ledgers that a gateway anchors its log in.",
    mixinStandardHelpOptions = true,
    subcommands = {EvmCommand.class})
final class AnchorCommand {}
