package dev.vitrine.adapters.fhir.json;

/** A value of a JSON document. */
public sealed interface Json permits JsonObject, JsonArray, JsonPrimitive {}
