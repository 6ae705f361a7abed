package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** A node with the contract on it, a key that may post, and a clock that can be moved. */
final class Testnet implements AutoCloseable {
  static final long CHAIN_ID = 31337;
  static final int CONFIRMATIONS = 3;
  static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
  static final Duration PATIENCE = Duration.ofMinutes(5);

  final Anvil anvil;
  final EvmKey owner = key();
  final EvmKey poster = key();
  final EvmAddress contract;
  final long deployGas;
  private final NoteSigner log = Samples.logKey();
  private final Set<String> trusted = new HashSet<>();
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");

  Testnet(String... options) {
    anvil = Anvil.start(options);
    anvil.automine(true);
    anvil.fund(owner.address(), 1);
    anvil.fund(poster.address(), 1);
    EvmDeployment deployment = deployment(owner);
    EvmDeployment.Made made = deployment.deploy();
    contract = made.contract();
    deployGas = made.gas();
    deployment.allow(contract, Samples.ORIGIN, poster.address());
    anvil.automine(false);
  }

  static EvmKey key() {
    byte[] secret = new byte[EvmKey.LENGTH];
    new SecureRandom().nextBytes(secret);
    return new EvmKey(secret);
  }

  EvmDeployment deployment(EvmKey key) {
    return new EvmDeployment(
        anvil.transport(),
        anvil.address(),
        key,
        GWEI.multiply(BigInteger.TEN),
        Duration.ofSeconds(20),
        Instant::now);
  }

  EvmSettings settings() {
    return settings(CHAIN_ID, contract, CONFIRMATIONS);
  }

  static EvmSettings settings(long chainId, EvmAddress contract, int confirmations) {
    return new EvmSettings(
        chainId, contract, confirmations, GWEI.multiply(BigInteger.valueOf(100)), PATIENCE);
  }

  /** An anchor that knows nothing of what others did: as after a restart. */
  EvmAnchor anchor() {
    return anchor(poster, settings());
  }

  EvmAnchor anchor(EvmKey key, EvmSettings settings) {
    return new EvmAnchor(
        "evm", anvil.transport(), anvil.address(), key, settings, this::isTrusted, () -> now);
  }

  /** Sends a call of the contract and puts it into a block: its receipt. */
  Json transact(EvmKey key, byte[] data) {
    return transact(key, contract, data, AnchorContract.GAS_LIMIT);
  }

  Json transact(EvmKey key, EvmAddress to, byte[] data, long gas) {
    EvmTransaction.Signed signed = sign(key, 0, to, data, gas);
    anvil.node().send(signed);
    anvil.mine(1);
    return anvil.node().receipt(signed.hash());
  }

  /** A signed transaction, so many after the newest in the pool. */
  EvmTransaction.Signed sign(EvmKey key, int after, EvmAddress to, byte[] data, long gas) {
    long nonce = anvil.node().nonce(key.address(), EvmNode.PENDING) + after;
    EvmTransaction.Fees fees = new EvmTransaction.Fees(GWEI, GWEI.multiply(BigInteger.valueOf(20)));
    return new EvmTransaction(CHAIN_ID, nonce, fees, gas, to, data).sign(key);
  }

  /** One that goes first into the next block. */
  EvmTransaction.Signed signDear(EvmKey key, EvmAddress to, byte[] data) {
    EvmTransaction.Fees fees =
        new EvmTransaction.Fees(
            GWEI.multiply(BigInteger.valueOf(50)), GWEI.multiply(BigInteger.valueOf(90)));
    long nonce = anvil.node().nonce(key.address(), EvmNode.PENDING);
    return new EvmTransaction(CHAIN_ID, nonce, fees, AnchorContract.GAS_LIMIT, to, data).sign(key);
  }

  /** Lets the contract's owner do something at once. */
  void allow(EvmKey key, String origin) {
    anvil.automine(true);
    deployment(owner).allow(contract, origin, key.address());
    anvil.automine(false);
  }

  static long gas(Json receipt) {
    return Quantities.number(receipt.member("gasUsed"));
  }

  static boolean succeeded(Json receipt) {
    return Quantities.number(receipt.member("status")) == 1;
  }

  void passTime(Duration time) {
    now = now.plus(time);
  }

  /** Makes enough blocks, and trusts all there are. */
  void settle() {
    anvil.mine(CONFIRMATIONS + 1);
    long height = Quantities.number(anvil.call("eth_blockNumber"));
    for (long number = 0; number <= height; number++) {
      Json block = anvil.node().block(Anvil.number(number), false);
      trusted.add(block.member("hash").text().substring(2));
    }
  }

  boolean isTrusted(byte[] hash, long number) {
    return trusted.contains(HexFormat.of().formatHex(hash));
  }

  SignedCheckpoint checkpoint(long size) {
    return checkpoint(size, MerkleHash.leaf(new byte[] {(byte) size, 7}));
  }

  SignedCheckpoint checkpoint(long size, byte[] root) {
    return SignedCheckpoint.sign(new Checkpoint(log.name(), size, root), log);
  }

  @Override
  public void close() {
    anvil.close();
  }
}
