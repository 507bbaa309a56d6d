package ch.bexioclockodo.connection;

import java.io.IOException;

/** There is no access token for bexio at the moment; the call has certainly not left. */
public final class NoAccess extends IOException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String detail;

  /** Why there is none, and whether only a person can change that. */
  public enum Reason {
    /** Nobody has connected yet, or somebody has disconnected. */
    NOT_CONNECTED("not-connected", true),
    /** bexio's issuer no longer accepts what it once gave. */
    RECONNECT_NEEDED("reconnect-needed", true),
    /** What is stored was encrypted with another key, or the key is gone. */
    KEY_WRONG("secret-key-wrong", true),
    /** The issuer does not accept this application, or what it asks for. */
    ISSUER_REFUSES("issuer-refuses", true),
    /** The issuer did not answer, or not with sense. */
    ISSUER_SILENT("issuer-silent", false),
    /** The database that keeps the tokens does not work. */
    DATABASE("token-database", false);

    private final String word;
    private final boolean person;

    Reason(String word, boolean person) {
      this.word = word;
      this.person = person;
    }
  }

  /**
   * @param detail what the other side said, or which key is meant; never a secret
   */
  public NoAccess(Reason reason, String detail) {
    super(reason.word + ": " + detail);
    this.reason = reason;
    this.detail = detail;
  }

  public Reason reason() {
    return reason;
  }

  /** A stable code, such as {@code connection.reconnect-needed}. */
  public String code() {
    return "connection." + reason.word;
  }

  public String detail() {
    return detail;
  }

  /** Whether the issuer itself has failed or refused, for a reason that may pass. */
  boolean isOfIssuer() {
    return reason == Reason.ISSUER_SILENT || reason == Reason.ISSUER_REFUSES;
  }

  /** Whether trying again is useless until a person has done something. */
  public boolean needsPerson() {
    return reason.person;
  }
}
