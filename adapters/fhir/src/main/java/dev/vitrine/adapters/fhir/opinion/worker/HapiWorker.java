package dev.vitrine.adapters.fhir.opinion.worker;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources from standard input, each after its length, and writes for each how many errors
 * HAPI's validator has, and of each its code and place. It asks no network. It is one class file,
 * without others of its own, so that it can be put beside HAPI's jars wherever they are.
 */
public final class HapiWorker {
  /** Written once, when the validator is ready. */
  public static final int READY = 0x0B1A10;

  /** In place of the number of errors: the validator failed on this resource. */
  public static final int FAILED = -1;

  /** As many errors as are told of one resource. */
  public static final int MOST = 20;

  /** As many characters as a code or a place has. */
  public static final int LONGEST = 200;

  private static final String FIRST =
      "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}";

  private HapiWorker() {}

  /** Serves until standard input ends, or whoever started it. */
  public static void main(String[] arguments) throws IOException {
    ProcessHandle.current().parent().ifPresent(HapiWorker::endWith);
    DataInputStream in = new DataInputStream(System.in);
    DataOutputStream out = new DataOutputStream(System.out);
    // nothing that HAPI prints may come between
    System.setOut(System.err);
    FhirValidator validator = validator();
    // the definitions are loaded by the first use
    validator.validateWithResult(FIRST);
    out.writeInt(READY);
    out.flush();
    try {
      while (true) {
        byte[] resource = in.readNBytes(in.readInt());
        answer(validator, new String(resource, StandardCharsets.UTF_8), out);
        out.flush();
      }
    } catch (EOFException e) {
      // whoever asked is gone
    }
  }

  /** Also amid a resource that takes for ever, where nobody sees that standard input ended. */
  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(1);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static FhirValidator validator() {
    FhirContext context = FhirContext.forR4();
    FhirInstanceValidator module =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context)));
    module.setAnyExtensionsAllowed(true);
    module.setErrorForUnknownProfiles(false);
    return context.newValidator().registerValidatorModule(module);
  }

  private static void answer(FhirValidator validator, String json, DataOutputStream out)
      throws IOException {
    List<SingleValidationMessage> errors = new ArrayList<>();
    try {
      for (SingleValidationMessage message : validator.validateWithResult(json).getMessages()) {
        if (message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0
            && errors.size() < MOST) {
          errors.add(message);
        }
      }
    } catch (RuntimeException | LinkageError e) {
      out.writeInt(FAILED);
      return;
    }
    out.writeInt(errors.size());
    for (SingleValidationMessage error : errors) {
      out.writeUTF(plain(error.getMessageId(), false));
      out.writeUTF(plain(error.getLocationString(), true));
    }
  }

  /** Letters, digits and what holds a place together: a message may repeat what was sent. */
  private static String plain(@Nullable String text, boolean place) {
    StringBuilder plain = new StringBuilder();
    String from = text == null ? "" : text.replaceAll("/\\*.*?\\*/|\\[[^0-9\\]][^\\]]*\\]", "");
    for (int i = 0; i < from.length() && plain.length() < LONGEST; i++) {
      char c = from.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || (place ? c == '.' || c == '[' || c == ']' : c == '_' || c == '-')) {
        plain.append(c);
      } else if (place) {
        break;
      }
    }
    return plain.toString();
  }
}
