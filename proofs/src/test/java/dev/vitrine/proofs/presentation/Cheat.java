package dev.vitrine.proofs.presentation;

import static java.util.Objects.requireNonNull;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.Moment;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.linear.Form;
import dev.vitrine.proofs.internal.linear.LinearProver;
import dev.vitrine.proofs.internal.linear.OpenedColumn;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeOpening;
import dev.vitrine.proofs.internal.range.RangeProver;
import dev.vitrine.proofs.internal.sets.SetProver;
import dev.vitrine.proofs.internal.sets.SetWitness;
import dev.vitrine.proofs.internal.sigma.SigmaProver;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A prover that follows the protocol in everything but what a test has it lie about: it has the
 * gateway's keys, and makes the best proof there is of what is not so.
 */
final class Cheat {
  private final FactWorld world;
  private final Statement statement;
  private final List<Held> records;
  private final FactPlan plan;
  private final Curve curve = Curve.current();

  /** What is committed to; true at first. */
  final List<Scalar> values = new ArrayList<>();

  /** What the linear relation's prover believes the variables to be; committed values if empty. */
  final Map<Integer, Scalar> believed = new HashMap<>();

  /** Witnesses of the plan's memberships, true or not. */
  final List<SetWitness> sets = new ArrayList<>();

  private boolean signsLies;

  /** What the relation's prover believes the key of names to be. */
  NamingKey nameKey;

  Cheat(FactWorld world, Mode mode, List<Held> records, Predicate... predicates) {
    this.world = world;
    this.records = records;
    this.nameKey = world.naming;
    this.statement = world.statement(mode, records, predicates);
    this.plan = FactPlan.of(statement);
    for (FactPlan.Variable variable : plan.variables()) {
      values.add(variable.refs().isEmpty() ? Scalar.ZERO : scalar(variable.refs().get(0)));
    }
  }

  /** Commits to another value than a slot's. */
  Cheat commitTo(int variable, Scalar value) {
    values.set(variable, value);
    return this;
  }

  /** Proves the linear relation as if a variable were this. */
  Cheat believe(int variable, Scalar value) {
    believed.put(variable, value);
    return this;
  }

  /** Signs records that hold what is committed to, in private mode. */
  Cheat signLies() {
    signsLies = true;
    return this;
  }

  /** Uses this set's signature for the plan's next membership. */
  Cheat set(SetWitness witness) {
    FactPlan.InSet in = plan.sets().get(sets.size());
    sets.add(witness);
    for (int i = 0; in.gap().isPresent() && i < 2; i++) {
      values.set(in.signed().get(i), witness.messages().get(i));
    }
    return this;
  }

  private Scalar scalar(SlotRef ref) {
    return SlotScalar.of(
        statement.schemaOf(ref).slots().get(ref.slot()).kind(),
        world.commitment(records.get(ref.record())).value(ref.slot()));
  }

  Verdict verdict() throws Exception {
    return world.verify(make().encode(), Gateway.policy());
  }

  Presentation make() throws Exception {
    Pedersen pedersen = Pedersen.of(curve);
    List<Scalar> blindings = values.stream().map(v -> Scalar.random(world.random)).toList();
    List<G1Point> commitments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      commitments.add(pedersen.commit(values.get(i), blindings.get(i)));
    }
    byte[] encoded = statement.encode();
    Names names =
        plan.names().isEmpty()
            ? Names.none()
            : Names.of(curve, statement, plan, world.naming.key().publicKey());
    Transcript transcript = FactSources.transcript(encoded);
    names.key().ifPresent(key -> transcript.point(key.point()));
    transcript.points(commitments);
    FactRelations relations = new FactRelations(curve, plan, commitments, names);
    SigmaProver sigma =
        SigmaProver.start(curve, relations.relation(), witness(names, blindings), world.random);
    transcript.points(sigma.commitments());
    List<SetProver> inSets = new ArrayList<>();
    for (int i = 0; i < plan.sets().size(); i++) {
      FactPlan.InSet in = plan.sets().get(i);
      List<Scalar> lent =
          in.signed().stream().map(v -> sigma.blinding(relations.value(v))).toList();
      SetProver prover = SetProver.start(curve, in.set().setKey(), sets.get(i), lent, world.random);
      prover.first().absorb(transcript, in.set().setKey(), in.part());
      inSets.add(prover);
    }
    List<BbsProver> signed = new ArrayList<>();
    for (int i = 0; statement.mode() == Mode.PRIVATE && i < records.size(); i++) {
      signed.add(signed(i, sigma, relations));
    }
    Scalar challenge =
        BbsPart.challenge(
            transcript,
            signed.stream().map(p -> new BbsPart(p.commitment(), p::challenge)).toList());
    List<Scalar> responses = sigma.respond(challenge);
    List<BbsBody> bodies = signed.stream().map(p -> BbsBody.of(p, challenge)).toList();
    transcript.scalar(challenge).scalars(responses);
    FactsBody facts =
        new FactsBody(
            commitments,
            sigma.commitments(),
            responses,
            inSets.stream().map(p -> new SetBody(p.first(), p.respond(challenge))).toList(),
            range(transcript, relations, blindings),
            new byte[0]);
    if (statement.mode() == Mode.PRIVATE) {
      byte[] id = world.issuer.trusted(world.log.origin).id();
      return new Presentation(encoded, new PrivateBody(id, bodies, facts).encode(), new byte[0]);
    }
    return anchored(encoded, transcript, facts, blindings);
  }

  /** As an honest one, but for inverses that do not exist. */
  private List<Scalar> witness(Names names, List<Scalar> blindings) {
    List<Scalar> believedValues = new ArrayList<>(values);
    believed.forEach(believedValues::set);
    List<Scalar> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(believedValues.get(i));
      all.add(blindings.get(i));
    }
    for (FactPlan.Distinct distinct : plan.distinct()) {
      Scalar value = believedValues.get(distinct.left()).subtract(distinct.value());
      Scalar blinding = blindings.get(distinct.left());
      if (distinct.right().isPresent()) {
        value = value.subtract(believedValues.get(distinct.right().get()));
        blinding = blinding.subtract(blindings.get(distinct.right().get()));
      }
      Scalar inverse = value.isZero() ? Scalar.random(world.random) : value.invert();
      all.add(inverse);
      all.add(blinding.multiply(inverse).negate());
    }
    if (names.key().isPresent()) {
      all.add(nameKey.key().witness());
    }
    return all;
  }

  /** What fits of a value into the range is proved. */
  private byte[] range(Transcript transcript, FactRelations relations, List<Scalar> blindings) {
    if (plan.inequalities().isEmpty()) {
      return new byte[0];
    }
    List<RangeOpening> openings = new ArrayList<>();
    for (FactPlan.Inequality inequality : plan.inequalities()) {
      Scalar value = sum(inequality.weights(), values).add(Scalar.of(inequality.constant()));
      BigInteger fits = value.toInteger().mod(BigInteger.TWO.pow(inequality.bits()));
      openings.add(
          new RangeOpening(
              relations.terms(inequality),
              Scalar.of(fits),
              sum(inequality.weights(), blindings),
              inequality.bits()));
    }
    return new RangeProver(curve).prove(transcript, openings, world.random).toBytes();
  }

  private static Scalar sum(SortedMap<Integer, BigInteger> weights, List<Scalar> of) {
    Scalar sum = Scalar.ZERO;
    for (var entry : weights.entrySet()) {
      sum = sum.add(Scalar.of(entry.getValue()).multiply(of.get(entry.getKey())));
    }
    return sum;
  }

  private BbsProver signed(int record, SigmaProver sigma, FactRelations relations)
      throws Exception {
    RecordClaim claim = statement.records().get(record);
    List<Scalar> messages =
        PrivateMessages.all(
            world.commitment(records.get(record)), world.log.origin, statement.issuedAtMillis());
    Map<Integer, Scalar> lent = new HashMap<>();
    for (int slot = 0; slot < claim.schema().slots().size(); slot++) {
      int message = PrivateMessages.FIRST_SLOT + slot;
      Optional<Integer> variable = plan.variable(new SlotRef(record, slot));
      if (variable.isPresent()) {
        lent.put(message, sigma.blinding(relations.value(variable.get())));
        if (signsLies) {
          messages.set(message, values.get(variable.get()));
        }
      }
    }
    Bbs bbs = PrivateMessages.of(curve, world.issuer.suite().bbs()).bbs();
    byte[] header = PrivateMessages.header(claim.schema());
    BbsSignature signature =
        bbs.sign(world.issuer.key(), world.issuer.publicKey(), header, messages);
    return bbs.startProof(
        world.issuer.publicKey(),
        signature,
        header,
        messages,
        PrivateMessages.shown(claim),
        lent,
        RandomScalars.from(world.random));
  }

  /** Opens the columns truly: that the commitments are to other values is for the proof to hide. */
  private Presentation anchored(
      byte[] encoded, Transcript transcript, FactsBody facts, List<Scalar> blindings)
      throws Exception {
    Forgery honest = new Forgery(world.present(statement.mode(), records));
    List<AnchoredRecord> placed = world.anchored(records);
    SortedMap<Long, BatchHeader> headers = new TreeMap<>();
    Map<Long, ColumnOpening> opened = new HashMap<>();
    List<LinkPlan.Place> places = new ArrayList<>();
    for (AnchoredRecord record : placed) {
      long index = record.batch().logIndex();
      headers.put(index, BatchHeader.decode(record.batch().header()));
      opened.computeIfAbsent(index, i -> record.batch().columns().get());
      places.add(new LinkPlan.Place(index, (int) record.place().index()));
    }
    LinkPlan links = new LinkPlan(statement, plan, places);
    LinkColumns columns = new LinkColumns(curve, links, headers);
    LinkPlan.Weighted weighted = links.weighted(curve, transcript, columns.points());
    List<OpenedColumn> openings = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    Scalar total = Scalar.ZERO;
    for (LinkPlan.Claimed claimed : weighted.claims(columns.points()::containsKey)) {
      LinkPlan.ColumnId id = claimed.column();
      OpenedColumn column =
          requireNonNull(opened.get(id.logIndex())).open(curve, id.slot(), Moment.VALUE);
      openings.add(column);
      forms.add(claimed.form());
      int[] positions = claimed.form().positions();
      for (int i = 0; i < positions.length; i++) {
        Scalar weight = claimed.form().weights().get(i);
        total = total.add(weight.multiply(column.values().get(positions[i])));
      }
    }
    byte[] link =
        new LinearProver(curve, ColumnGenerators.of(curve))
            .prove(
                transcript,
                openings,
                forms,
                total,
                weighted.sum(blindings),
                weighted.target(facts.commitments()),
                world.random)
            .toBytes();
    honest.statement = encoded;
    honest.commitments = bytes(facts.commitments());
    honest.firstMessages = bytes(facts.firstMessages());
    honest.responses = facts.responses().stream().map(Scalar::toBytes).collect(Collectors.toList());
    honest.sets = facts.sets().stream().map(Forgery.InSet::new).collect(Collectors.toList());
    honest.range = facts.range();
    honest.link = link;
    return Presentation.decode(honest.file(world.key));
  }

  private static List<byte[]> bytes(List<G1Point> points) {
    return points.stream().map(G1Point::toBytes).collect(Collectors.toList());
  }
}
