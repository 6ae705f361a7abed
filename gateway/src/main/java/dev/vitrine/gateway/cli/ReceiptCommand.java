package dev.vitrine.gateway.cli;

import picocli.CommandLine.Command;

/** {@code vitrine receipt}: receipts in other formats. */
@Command(
    name = "receipt",
    description = "Writes receipts in formats of other makers.",
    mixinStandardHelpOptions = true,
    subcommands = {ReceiptExportCommand.class})
final class ReceiptCommand {}
