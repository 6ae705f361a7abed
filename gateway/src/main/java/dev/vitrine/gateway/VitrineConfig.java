package dev.vitrine.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The gateway's own settings, under {@code vitrine.} in any source of configuration. */
@ConfigMapping(prefix = "vitrine")
public interface VitrineConfig {
  /** The folder with keys and policies. */
  @WithDefault("data")
  Path data();

  /** The name of a new log; a random one under {@code vitrine.localhost} where none is given. */
  Optional<String> origin();

  /**
   * The curve's backend, {@code native} or {@code java}; read by the proofs library itself, and
   * named here because a setting that is not named stops the start.
   */
  Optional<String> curve();

  /** How records are taken in. */
  Intake intake();

  /** How packs are verified for the US Drug Supply Chain Security Act. */
  Dscsa dscsa();

  /** How the log moves. */
  Log log();

  /** How this gateway witnesses other logs, and has its own witnessed. */
  Witness witness();

  /** Where keys are that are in no file. */
  KeySources keys();

  /** What is done with EPCIS events, and how queries are answered. */
  Epcis epcis();

  /** What patients' consents do to what policies allow. */
  @WithDefault("narrow")
  Consent consent();

  /** How subscriptions to EPCIS queries are delivered. */
  Subscriptions subscriptions();

  /** How FHIR resources are judged. */
  Fhir fhir();

  /** How presentations are made. */
  Presentation presentation();

  /** How credentials are issued. */
  Credentials credentials();

  /** The external ledgers that checkpoints are anchored in, by name. */
  Map<String, Anchor> anchors();

  /** How records are taken in. */
  interface Intake {
    /** How long a record may wait for others before its batch is closed. */
    @WithDefault("25ms")
    Duration batchDelay();

    /** How many records may wait; more are refused until some are stored. */
    @WithDefault("20000")
    int queueRecords();

    /** The longest document in bytes. */
    @WithDefault("4194304")
    int maxDocumentBytes();

    /** The longest Bundle that is taken apart, in bytes. */
    @WithDefault("16777216")
    int maxBundleBytes();

    /** How many FHIR imports may be under way at once; each holds a thread while it uploads. */
    @WithDefault("4")
    int imports();
  }

  /** How packs are verified for the US Drug Supply Chain Security Act. */
  interface Dscsa {
    /** Whose packs are verified here, by GS1 Company Prefix. */
    Map<String, GtinOwner> owners();
  }

  /** Who gives out the GTINs under a GS1 Company Prefix. */
  interface GtinOwner {
    /** The party under whose name it sends its events. */
    String party();

    /** The GLN that answers; the party where none is given. */
    Optional<String> gln();
  }

  /** How the log moves. */
  interface Log {
    /** How often a checkpoint is made while the log grows. */
    @WithDefault("1s")
    Duration checkpointInterval();

    /**
     * How many shards this process writes at once; 0 puts batches into the log itself, which only
     * one process can do.
     */
    @WithDefault("0")
    int shards();

    /**
     * With shards, whether this process may write the log that holds their checkpoints; of those
     * that may, one does.
     */
    @WithDefault("true")
    @WithName("super")
    boolean superLog();

    /** After how long a shard is closed and another goes on; never where none is given. */
    Optional<Duration> shardLifetime();

    /**
     * Who this process is among those that write logs in one database; a name that no other running
     * one has. Those that share a data folder each need one. Where none is given, a random one kept
     * in the folder, which is then one process's.
     */
    Optional<String> writer();

    /**
     * How long a writer may show no sign of life until others may take over. Has no part in safety:
     * a writer that comes back later finds itself fenced out.
     */
    @WithDefault("10s")
    Duration lease();
  }

  /** How this gateway witnesses other logs, and has its own witnessed. */
  interface Witness {
    /**
     * The name of a new witness, which its keys then carry: best an address without scheme. The
     * log's name with {@code /witness} where none is given.
     */
    Optional<String> name();

    /** How long witnesses may take to cosign a checkpoint of this gateway's log. */
    @WithDefault("5s")
    Duration patience();
  }

  /** Where keys are that are in no file. */
  interface KeySources {
    /** The key that signs checkpoints. */
    LogKey log();
  }

  /** The key that signs checkpoints. */
  interface LogKey {
    /** The device that holds it; a file does where none is given. */
    Optional<Pkcs11> pkcs11();
  }

  /** A key in a PKCS#11 device. */
  interface Pkcs11 {
    /** The module's shared library. */
    Path module();

    /** The token's label. */
    String token();

    /** The label of the key pair on it. */
    String key();

    /** A file, 0600, with the PIN. */
    Path pinFile();
  }

  /** How FHIR resources are judged. */
  interface Fhir {
    /** Whether HAPI's validator is heard, and what its verdict does. */
    @WithDefault("off")
    OpinionMode secondOpinion();

    /** HAPI's validator, in a process of its own. */
    Hapi hapi();
  }

  /** What a second opinion does. */
  enum OpinionMode {
    /** It is not heard. */
    OFF,
    /** Resources are taken whatever it says; its verdicts are counted and kept. */
    ASYNC,
    /** Only what it accepts is taken. */
    REQUIRED
  }

  /** HAPI's validator, in a process of its own. */
  interface Hapi {
    /** The folder with HAPI's jars; {@code hapi} in the data folder where none is given. */
    Optional<Path> folder();

    /** How long it may take to start. */
    @WithDefault("60s")
    Duration startTimeout();

    /** How long it may take over one resource. */
    @WithDefault("10s")
    Duration timeout();

    /** The heap of its process in megabytes. */
    @WithDefault("1024")
    int heapMegabytes();

    /** How many resources may wait for it. */
    @WithDefault("256")
    int queue();
  }

  /** How EPCIS queries are answered. */
  interface Epcis {
    /** Whether each object's chain of custody is kept at capture. */
    @WithDefault("true")
    boolean custody();

    /**
     * The most records that one request opens. A query that needs all of its matches at once (in an
     * order, or with a limit) and could have more is refused; any other gives a shorter page.
     */
    @WithDefault("10000")
    int maxOpened();

    /** The most events on one page. */
    @WithDefault("1000")
    int maxPerPage();

    /** How long a page token holds. */
    @WithDefault("1h")
    Duration pageTokenLifetime();

    /** The most queries that a party can name. */
    @WithDefault("1000")
    int maxNamedQueries();

    /** By party, the profiles that its events must meet beside EPCIS's own rules. */
    Map<String, List<String>> profiles();

    /**
     * GS1's file of company prefix lengths, needed to give Digital Links as EPC URNs; without it
     * only those are given as URNs that were sent as such.
     */
    Optional<Path> gcpLengths();
  }

  /** What patients' consents do to what policies allow; they never add to it. */
  enum Consent {
    /** Nothing. */
    OFF,
    /** What a consent forbids is hidden; where none speaks, policies decide. */
    NARROW,
    /** The same, and where none speaks, a patient's records are hidden too. */
    REQUIRED
  }

  /** How subscriptions to EPCIS queries are delivered. */
  interface Subscriptions {
    /** The most subscriptions of a party; none can be made with 0. */
    @WithDefault("100")
    int maxPerParty();

    /** The most events in one delivery; more follow in further ones. */
    @WithDefault("100")
    int maxEvents();

    /** How many deliveries a process makes at once. */
    @WithDefault("4")
    int concurrent();

    /** How often a process looks for what is due; a stream waits as long between two deliveries. */
    @WithDefault("1s")
    Duration poll();

    /** How long a receiver may take to answer, from the connection on; a minute at most. */
    @WithDefault("10s")
    Duration timeout();

    /** The pause after a first failed delivery; it doubles with each further one up to an hour. */
    @WithDefault("5s")
    Duration retry();

    /** How long deliveries may fail before the subscription is suspended. */
    @WithDefault("24h")
    Duration suspendAfter();

    /** Whether receivers may be on this machine, then by http too. */
    @WithDefault("false")
    boolean allowLoopback();

    /** Names of hosts that may have addresses of private networks. */
    Optional<Set<String>> privateHosts();
  }

  /** How presentations are made. */
  interface Presentation {
    /** How long a presentation is fresh. */
    @WithDefault("10m")
    Duration lifetime();
  }

  /** How credentials are issued. */
  interface Credentials {
    /**
     * The issuer's https URL, where its controller document is: this gateway's {@code
     * /credentials/issuer} as the world reaches it. Where none is given, the log's name as a URL,
     * which names the issuer but leads nowhere.
     */
    Optional<String> issuer();

    /** How long a credential is valid; counted from the day of its issue. */
    @WithDefault("90d")
    Duration lifetime();
  }

  /** One external ledger. */
  interface Anchor {
    /** What it is; says which of the settings below it has. */
    Kind kind();

    /** Where it is: the node's JSON-RPC, the authority, or the other gateway. */
    URI url();

    /** How often a checkpoint goes there while the log grows; 10 minutes for EVM, else 1. */
    Optional<Duration> every();

    /** How long an entry may wait to be in the ledger for good before there is an alarm. */
    @WithDefault("1h")
    Duration alarmAfter();

    /** EVM: the chain's id. */
    OptionalLong chainId();

    /** EVM: the contract's address. */
    Optional<String> contract();

    /** EVM: a file of mode 0600 with the poster's key, 32 bytes in hex. */
    Optional<Path> keyFile();

    /** EVM: how many blocks make an anchor final; 0 (default): as the node's "finalized" says. */
    OptionalInt confirmations();

    /** EVM: the most a unit of gas may cost, in wei. */
    Optional<BigInteger> maxFee();

    /** RFC 3161: a PEM file with the root certificates that its time-stamps must lead to. */
    Optional<Path> ca();

    /** RFC 3161: the policy to ask for and to believe, an OID; any where none is given. */
    Optional<String> policy();

    /**
     * RFC 3161: how long before the first certificate of its path expires evidence is renewed; 365
     * days.
     */
    Optional<Duration> renewBefore();

    /** RFC 3161: the rest between two looks at all evidence there is; a day. */
    Optional<Duration> renewEvery();

    /** Peer: the other gateway's witness key, a vkey. */
    Optional<String> vkey();

    /** What a ledger is. */
    enum Kind {
      EVM,
      RFC3161,
      PEER
    }
  }
}
