package dev.vitrine.gateway.cli;

import picocli.CommandLine.Command;

/** {@code vitrine anchor evm}: the contract on an Ethereum-like chain. */
@Command(
    name = "evm",
    description = "The contract VitrineAnchor on an Ethereum-like chain.",
    mixinStandardHelpOptions = true,
    subcommands = {EvmKeyCommand.class, EvmDeployCommand.class})
final class EvmCommand {}
