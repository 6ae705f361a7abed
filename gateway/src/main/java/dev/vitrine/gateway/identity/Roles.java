package dev.vitrine.gateway.identity;

/** The realm roles, as constants for {@code @RolesAllowed}. */
public final class Roles {

  /** Posts shipment events and reads its own. */
  public static final String SUPPLIER = "supplier";

  /** Posts health records; asks for fields and proofs. */
  public static final String HOSPITAL = "hospital";

  /** Checks the log, its anchors and disclosures. */
  public static final String AUDITOR = "auditor";

  /** Asks for figures over many records. */
  public static final String RESEARCHER = "researcher";

  /** Sees who was shown what about them. */
  public static final String PATIENT = "patient";

  /** Runs the gateway. */
  public static final String OPERATOR = "operator";

  private Roles() {}
}
