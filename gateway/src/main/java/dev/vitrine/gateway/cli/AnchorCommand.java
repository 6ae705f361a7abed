package dev.vitrine.gateway.cli;

import picocli.CommandLine.Command;

/** {@code vitrine anchor}: the ledgers that a gateway anchors its log in. */
@Command(
    name = "anchor",
    description = "Prepares and shows the external ledgers that a gateway anchors its log in.",
    mixinStandardHelpOptions = true,
    subcommands = {AnchorListCommand.class, AnchorRenewCommand.class, EvmCommand.class})
final class AnchorCommand {}
