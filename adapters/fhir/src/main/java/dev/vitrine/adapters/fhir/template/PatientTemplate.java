package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code fhir.Patient.v1}. */
final class PatientTemplate {
  private PatientTemplate() {}

  static Template create() {
    return TemplateTable.of("fhir.Patient.v1")
        .text("active", "active")
        .text("deceased", "deceased[x]")
        .text("link", "link", PatientTemplate::links)
        .modifiers("active", "deceased", "link")
        .subject("reference", "id", PatientTemplate::reference)
        .span("deceasedDateTime", "deceasedDateTime")
        .text("identifier", "identifier", p -> Readings.identifier(current(p, "identifier")))
        .text("name.use", "name.use", p -> member(name(p), "use"))
        .text("name.family", "name.family", p -> member(name(p), "family"), "name.use")
        .text("name.given", "name.given", PatientTemplate::given, "name.use")
        .text("gender", "gender")
        .text("birthDate", "birthDate")
        .days("birthDate", "birthDate", p -> p.string("birthDate"))
        .text("address.use", "address.use", p -> member(address(p), "use"))
        .text("address.city", "address.city", p -> member(address(p), "city"), "address.use")
        .text(
            "address.postalCode",
            "address.postalCode",
            p -> member(address(p), "postalCode"),
            "address.use")
        .text("address.state", "address.state", p -> member(address(p), "state"), "address.use")
        .text(
            "address.country", "address.country", p -> member(address(p), "country"), "address.use")
        .token("maritalStatus", "maritalStatus")
        .reference("generalPractitioner", "generalPractitioner")
        .reference("managingOrganization", "managingOrganization")
        .build();
  }

  /** What a reference to this patient says, so that records of one patient can be tied. */
  private static @Nullable String reference(JsonObject patient) {
    String id = patient.string("id");
    return id == null ? null : "Patient/" + id;
  }

  /** The official name, else the usual one, else one that does not say its use. */
  private static @Nullable JsonObject name(JsonObject patient) {
    List<JsonObject> names = patient.objects("name");
    for (String use : new String[] {"official", "usual", ""}) {
      for (JsonObject name : names) {
        if (use.equals(Readings.orEmpty(name.string("use")))) {
          return name;
        }
      }
    }
    return null;
  }

  private static @Nullable JsonObject address(JsonObject patient) {
    return current(patient, "address");
  }

  /** The first that is not marked as old. */
  private static @Nullable JsonObject current(JsonObject patient, String element) {
    for (JsonObject candidate : patient.objects(element)) {
      if (!"old".equals(candidate.string("use"))) {
        return candidate;
      }
    }
    return null;
  }

  private static @Nullable String member(@Nullable JsonObject object, String name) {
    return object == null ? null : object.string(name);
  }

  private static @Nullable String given(JsonObject patient) {
    JsonObject name = name(patient);
    return name == null ? null : Path.of("given").textIn(name);
  }

  /** Every link as {@code type reference}, with commas between. */
  private static @Nullable String links(JsonObject patient) {
    List<String> links = new ArrayList<>();
    for (JsonObject link : patient.objects("link")) {
      links.add(
          Readings.orEmpty(link.string("type"))
              + ' '
              + Readings.orEmpty(Readings.reference(link.object("other"))));
    }
    return links.isEmpty() ? null : String.join(",", links);
  }
}
