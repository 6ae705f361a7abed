/**
 * Presentations and receipts: built by a gateway, verified by anyone, offline. In come an opened
 * record and what may be shown of it; out go self-contained files. Verification takes foreign bytes
 * and trusted keys, and answers with named steps.
 *
 * <p>A gateway proves, in a presentation for one verifier, that a shipment's temperature was
 * between 2 and 8 °C, and shows its unit but not the temperature:
 *
 * <pre>{@code
 * Prover prover = new Prover(gatewayKey, issuerKey, origin, random);
 * Fact cold = Fact.between(0, "temperature", new BigDecimal("2.0"), new BigDecimal("8.0"));
 * SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
 * int unit = schema.indexOf("unit");
 * shown.put(unit, Optional.ofNullable(record.value(unit)));
 * Statement statement =
 *     new Statement(
 *         Mode.PRIVATE,
 *         List.of(RecordClaim.showing(schema, shown)),
 *         List.of(cold.predicate(List.of(schema), now)),
 *         "https://pharmacy.example",
 *         nonce,
 *         "TREAT",
 *         "policy-1",
 *         now.toEpochMilli(),
 *         now.plusSeconds(600).toEpochMilli(),
 *         Statement.Anchor.originOnly(origin));
 * byte[] file = prover.unlinkable(statement, List.of(record)).encode();
 * }</pre>
 *
 * <p>The verifier brings its own trust, clock, nonce and the fact that it wants to be convinced of:
 *
 * <pre>{@code
 * Trust trust =
 *     new Trust(List.of(gatewayKey.publicKey()), List.of(issuerKey.trusted(origin)), log);
 * Policy policy =
 *     Policy.at(now)
 *         .audience("https://pharmacy.example")
 *         .nonce(nonce)
 *         .schema(0, schema.hash())
 *         .proves(Fact.between(0, "temperature", BigDecimal.ONE, BigDecimal.TEN));
 * Verdict verdict = new Verifier(trust, random).verify(file, policy);
 * verdict.steps().forEach(step -> print(step.name() + ": " + step.detail()));
 * Statement holds = verdict.statement(); // throws what was refused, and why
 * }</pre>
 */
@NullMarked
package dev.vitrine.proofs.presentation;

import org.jspecify.annotations.NullMarked;
