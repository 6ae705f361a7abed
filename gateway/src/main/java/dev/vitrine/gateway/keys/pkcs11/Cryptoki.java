package dev.vitrine.gateway.keys.pkcs11;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The few functions of a PKCS#11 module that signing needs (OASIS PKCS#11 2.40; CKM_EDDSA of 3.0).
 * For platforms on which CK_ULONG has 64 bits: Linux and macOS. Every call may throw {@link
 * Pkcs11Exception} with the module's code; none shows a PIN.
 */
final class Cryptoki {
  static final long CKA_CLASS = 0x0;
  static final long CKA_TOKEN = 0x1;
  static final long CKA_PRIVATE = 0x2;
  static final long CKA_LABEL = 0x3;
  static final long CKA_KEY_TYPE = 0x100;
  static final long CKA_SENSITIVE = 0x103;
  static final long CKA_SIGN = 0x108;
  static final long CKA_VERIFY = 0x10a;
  static final long CKA_EC_PARAMS = 0x180;
  static final long CKA_EC_POINT = 0x181;
  static final long CKO_PUBLIC_KEY = 2;
  static final long CKO_PRIVATE_KEY = 3;
  static final long CKK_EC_EDWARDS = 0x40;

  private static final long CKM_EDDSA = 0x1057;
  private static final long CKF_OS_LOCKING_OK = 2;
  private static final long CKF_SERIAL_SESSION = 4;
  private static final long CKU_USER = 1;
  private static final long MAX_SLOTS = 1024;
  private static final int TOKEN_INFO = 512;
  private static final int LABEL = 32;
  private static final int SIGNATURE = 64;
  private static final int MAX_ATTRIBUTE = 4096;

  private final NativeLibrary library;

  private Cryptoki(NativeLibrary library) {
    this.library = library;
  }

  /** An attribute of an object, its value as the module has it in memory. */
  record Attribute(long type, byte[] value) {
    static Attribute of(long type, long value) {
      byte[] bytes = new byte[Long.BYTES];
      try (Memory memory = new Memory(Long.BYTES)) {
        memory.setLong(0, value);
        memory.read(0, bytes, 0, bytes.length);
      }
      return new Attribute(type, bytes);
    }

    static Attribute of(long type, String value) {
      return new Attribute(type, value.getBytes(StandardCharsets.UTF_8));
    }

    static Attribute of(long type, boolean value) {
      return new Attribute(type, new byte[] {(byte) (value ? 1 : 0)});
    }
  }

  /**
   * Loads and initialises a module; one that is initialised already is used as it is.
   *
   * @throws Pkcs11Exception if it can't be
   */
  static Cryptoki load(Path module) {
    if (Native.LONG_SIZE != Long.BYTES) {
      throw new Pkcs11Exception("PKCS#11 modules can't be used on this platform");
    }
    Cryptoki loaded;
    try {
      loaded = new Cryptoki(NativeLibrary.getInstance(module.toString()));
    } catch (UnsatisfiedLinkError e) {
      throw new Pkcs11Exception("the PKCS#11 module " + module + " can't be loaded", e);
    }
    // CK_C_INITIALIZE_ARGS: no own mutexes, the system's may be used
    try (Memory arguments = new Memory(6L * Long.BYTES)) {
      arguments.clear();
      arguments.setLong(4L * Long.BYTES, CKF_OS_LOCKING_OK);
      try {
        loaded.call("C_Initialize", arguments);
      } catch (Pkcs11Exception e) {
        if (e.code() != Pkcs11Exception.ALREADY_INITIALIZED) {
          throw e;
        }
      }
    }
    return loaded;
  }

  /** The slot with the token of this label. */
  Optional<Long> slot(String token) {
    try (Memory count = new Memory(Long.BYTES)) {
      count.setLong(0, 0);
      call("C_GetSlotList", (byte) 1, Pointer.NULL, count);
      long slots = Math.min(count.getLong(0), MAX_SLOTS);
      if (slots == 0) {
        return Optional.empty();
      }
      count.setLong(0, slots);
      try (Memory list = new Memory(slots * Long.BYTES)) {
        call("C_GetSlotList", (byte) 1, list, count);
        for (long slot : list.getLongArray(0, (int) Math.min(slots, count.getLong(0)))) {
          if (label(slot).equals(token)) {
            return Optional.of(slot);
          }
        }
      }
    }
    return Optional.empty();
  }

  private String label(long slot) {
    try (Memory info = new Memory(TOKEN_INFO)) {
      info.clear();
      call("C_GetTokenInfo", slot, info);
      return new String(info.getByteArray(0, LABEL), StandardCharsets.UTF_8).stripTrailing();
    }
  }

  /** Opens a session that can read and use what is on the token. */
  long openSession(long slot, long moreFlags) {
    try (Memory session = new Memory(Long.BYTES)) {
      call(
          "C_OpenSession",
          slot,
          CKF_SERIAL_SESSION | moreFlags,
          Pointer.NULL,
          Pointer.NULL,
          session);
      return session.getLong(0);
    }
  }

  void closeSession(long session) {
    call("C_CloseSession", session);
  }

  /** Logs in as the token's user; another session of this process may have done so already. */
  void login(long session, byte[] pin) {
    try (Memory secret = new Memory(Math.max(1, pin.length))) {
      secret.write(0, pin, 0, pin.length);
      try {
        call("C_Login", session, CKU_USER, secret, (long) pin.length);
      } catch (Pkcs11Exception e) {
        if (e.code() != Pkcs11Exception.USER_ALREADY_LOGGED_IN) {
          throw e;
        }
      } finally {
        secret.clear();
      }
    }
  }

  /** The objects that have all these attributes, two at most. */
  List<Long> find(long session, List<Attribute> attributes) {
    List<Long> found = new ArrayList<>();
    withTemplate(
        attributes, (template, count) -> call("C_FindObjectsInit", session, template, count));
    try (Memory objects = new Memory(2L * Long.BYTES);
        Memory count = new Memory(Long.BYTES)) {
      count.setLong(0, 0);
      call("C_FindObjects", session, objects, 2L, count);
      for (int i = 0; i < count.getLong(0); i++) {
        found.add(objects.getLong((long) i * Long.BYTES));
      }
    } finally {
      call("C_FindObjectsFinal", session);
    }
    return found;
  }

  /** The value of one attribute of an object. */
  byte[] attribute(long session, long object, long type) {
    try (Memory template = new Memory(3L * Long.BYTES);
        Memory value = new Memory(MAX_ATTRIBUTE)) {
      template.setLong(0, type);
      template.setPointer(Long.BYTES, value);
      template.setLong(2L * Long.BYTES, MAX_ATTRIBUTE);
      call("C_GetAttributeValue", session, object, template, 1L);
      long length = template.getLong(2L * Long.BYTES);
      if (length < 0 || length > MAX_ATTRIBUTE) {
        throw new Pkcs11Exception("the module gives an attribute of no length");
      }
      return value.getByteArray(0, (int) length);
    }
  }

  /** Signs with Ed25519. */
  byte[] sign(long session, long key, byte[] message) {
    try (Memory mechanism = new Memory(3L * Long.BYTES);
        Memory data = new Memory(Math.max(1, message.length));
        Memory signature = new Memory(SIGNATURE);
        Memory length = new Memory(Long.BYTES)) {
      mechanism.clear();
      mechanism.setLong(0, CKM_EDDSA);
      call("C_SignInit", session, mechanism, key);
      data.write(0, message, 0, message.length);
      length.setLong(0, SIGNATURE);
      call("C_Sign", session, data, (long) message.length, signature, length);
      return signature.getByteArray(0, (int) Math.min(SIGNATURE, length.getLong(0)));
    }
  }

  /** What takes a template of attributes. */
  interface Templated {
    void with(Pointer template, long count);
  }

  /** Lays attributes out as the module wants them, for the time of a call. */
  static void withTemplate(List<Attribute> attributes, Templated call) {
    long size = attributes.stream().mapToLong(a -> a.value().length).sum();
    int head = 3 * Long.BYTES;
    try (Memory template = new Memory((long) head * attributes.size() + 1);
        Memory values = new Memory(size + 1)) {
      long at = 0;
      for (int i = 0; i < attributes.size(); i++) {
        Attribute attribute = attributes.get(i);
        values.write(at, attribute.value(), 0, attribute.value().length);
        template.setLong((long) i * head, attribute.type());
        template.setPointer((long) i * head + Long.BYTES, values.share(at));
        template.setLong((long) i * head + 2L * Long.BYTES, attribute.value().length);
        at += attribute.value().length;
      }
      call.with(template, attributes.size());
    }
  }

  /** Calls a function of the module. */
  void call(String name, Object... arguments) {
    Function function;
    try {
      function = library.getFunction(name);
    } catch (UnsatisfiedLinkError e) {
      throw new Pkcs11Exception("the PKCS#11 module has no function " + name, e);
    }
    long code = function.invokeLong(Arrays.copyOf(arguments, arguments.length));
    if (code != 0) {
      throw new Pkcs11Exception(name, code);
    }
  }
}
