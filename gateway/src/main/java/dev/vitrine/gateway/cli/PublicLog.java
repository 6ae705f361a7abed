package dev.vitrine.gateway.cli;

import dev.vitrine.ledger.audit.ResourceLogReader;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A gateway's log as anyone can read it over HTTP. Believes nothing and bounds all it reads. */
final class PublicLog {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int MAX_BUNDLE = TileId.WIDTH * (2 + EntryBundle.MAX_ENTRY);
  private static final int MAX_TILE = TileId.WIDTH * MerkleHash.LENGTH;

  private final String base;
  private final HttpClient client;

  /** The log of the gateway at this address. */
  PublicLog(URI gateway) {
    String address = gateway.toString();
    this.base = (address.endsWith("/") ? address : address + "/") + "log/";
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  private PublicLog(String base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  /** One of its shards. */
  PublicLog shard(ShardName shard) {
    return new PublicLog(base + "shard/" + shard.number() + "/", client);
  }

  /**
   * The newest checkpoint: well-formed, not verified.
   *
   * @throws RefusedException if there is none or it is malformed
   * @throws LogStorageException if the gateway does not answer
   */
  SignedCheckpoint checkpoint() throws RefusedException {
    byte[] note =
        fetch("checkpoint", SignedNote.MAX_BYTES)
            .orElseThrow(
                () -> RefusedException.cannotTell("checkpoint", "nothing is published there"));
    try {
      return SignedCheckpoint.parse(note);
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid("checkpoint", e.getMessage());
    }
  }

  /** Its entries and tiles at the size of a checkpoint. */
  ResourceLogReader reader(long size) {
    return new ResourceLogReader(
        path -> fetch(path.toString(), path.kind() == TilePath.Kind.HASHES ? MAX_TILE : MAX_BUNDLE),
        size);
  }

  private Optional<byte[]> fetch(String path, int max) {
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == NOT_FOUND) {
          return Optional.empty();
        }
        if (response.statusCode() != 200) {
          throw new LogStorageException(path + ": the answer is " + response.statusCode());
        }
        byte[] bytes = body.readNBytes(max + 1);
        if (bytes.length > max) {
          throw new LogStorageException(path + ": the answer is longer than " + max + " bytes");
        }
        return Optional.of(bytes);
      }
    } catch (IOException e) {
      throw new LogStorageException(base + path + " can't be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogStorageException("interrupted");
    }
  }
}
