package dev.vitrine.gateway.disclosure;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.RecordRef;
import java.util.List;
import java.util.Optional;

/**
 * That something is about to be shown or proved.
 *
 * @param kind {@code view}, {@code anchored}, {@code private}, {@code credential-bbs-2023}, {@code
 *     credential-sd-jwt-vc}, {@code aggregate}, {@code verification} of a product identifier, or
 *     {@code refuted} where the answer was that a fact is not so
 * @param record what it was read from; empty for an aggregate, which is of many, and where the
 *     answer was that there is none
 * @param schema the record's schema
 * @param sender who handed the record in
 * @param caller who is shown it
 * @param policyId what allowed it
 * @param shown names of slots and elements shown; never their values
 * @param proved facts proved of hidden slots, in words
 * @param audience whom a presentation is for; empty for a view
 * @param answerDigest SHA-256 of the presentation or credential, in hex; empty for a view
 */
public record Disclosed(
    String kind,
    Optional<RecordRef> record,
    String schema,
    String sender,
    Caller caller,
    String policyId,
    List<String> shown,
    List<String> proved,
    String audience,
    String answerDigest) {}
