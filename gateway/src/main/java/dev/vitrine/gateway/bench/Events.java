package dev.vitrine.gateway.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Distinct EPCIS events of about 1 KB, made from one template by writing digits into it. */
final class Events {
  private static final String CONTEXT =
      "{\"@context\":[\"https://ref.gs1.org/standards/epcis/epcis-context.jsonld\"],";
  private static final String DIGITS = "##########";
  private static final String EVENT =
      """
      "type":"ObjectEvent","eventID":"urn:uuid:6b0c4f1e-0d35-4f0e-9a64-00##########",\
      "eventTime":"2026-02-03T10:12:41.250+01:00","eventTimeZoneOffset":"+01:00",\
      "epcList":["urn:epc:id:sgtin:9506000.013435.A##########",\
      "urn:epc:id:sgtin:9506000.013435.B##########","urn:epc:id:sgtin:9506000.013435.C##########"],\
      "action":"OBSERVE","bizStep":"shipping","disposition":"in_transit",\
      "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.DOCK1"},\
      "bizLocation":{"id":"urn:epc:id:sgln:9506000.00101.0"},\
      "bizTransactionList":[{"type":"po",\
      "bizTransaction":"urn:epc:id:gdti:9506000.00001.PO##########"},\
      {"type":"desadv","bizTransaction":"urn:epc:id:gdti:9506000.00002.D##########"}],\
      "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:9506000.00001"}],\
      "destinationList":[{"type":"owning_party","destination":"urn:epc:id:pgln:9521000.00002"}],\
      "certificationInfo":"https://certificates.example/gdp/DE-2025-00417"}\
      """;

  private final byte[] single = (CONTEXT + EVENT).getBytes(StandardCharsets.US_ASCII);
  private final byte[] inList = ("{" + EVENT).getBytes(StandardCharsets.US_ASCII);
  private final int[] placesInSingle = places(single);
  private final int[] placesInList = places(inList);

  /** Event {@code number} as a document of its own. */
  byte[] single(long number) {
    return fill(single, placesInSingle, number);
  }

  /** Events {@code first} and the {@code count - 1} after it as one EPCIS document. */
  byte[] document(long first, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count * (inList.length + 1) + 512);
    out.writeBytes(
        (CONTEXT
                + "\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\","
                + "\"creationDate\":\"2026-02-03T10:20:00Z\",\"epcisBody\":{\"eventList\":[")
            .getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(fill(inList, placesInList, first + i));
    }
    out.writeBytes("]}}".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static byte[] fill(byte[] template, int[] places, long number) {
    byte[] event = Arrays.copyOf(template, template.length);
    for (int place : places) {
      long rest = number;
      for (int i = DIGITS.length() - 1; i >= 0; i--) {
        event[place + i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    return event;
  }

  private static int[] places(byte[] template) {
    String text = new String(template, StandardCharsets.US_ASCII);
    return IntStream.range(0, text.length()).filter(at -> text.startsWith(DIGITS, at)).toArray();
  }
}
