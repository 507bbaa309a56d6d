package ch.bexioclockodo.check;

import ch.bexioclockodo.run.FailureText;
import ch.bexioclockodo.run.Messages;

/** Why a check is not ok, and what helps. */
final class Problem extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String remedy;

  /**
   * @param code what kind of problem, for checks that know better what helps
   */
  Problem(String code, String text, String remedy) {
    super(text);
    this.code = code;
    this.remedy = remedy;
  }

  Problem(String text, String remedy) {
    this("", text, remedy);
  }

  /** What a call that failed means. */
  static Problem of(Throwable thrown) {
    FailureText.Failure failure = FailureText.of(thrown);
    return new Problem(failure.code(), failure.text(), remedyOf(failure.code()));
  }

  private static String remedyOf(String code) {
    return switch (code) {
      case "bexio.unauthorized", "connection.no-company" ->
          Messages.text("check.remedy.bexio-unauthorized");
      case "clockodo.unauthorized" -> Messages.text("check.remedy.clockodo-unauthorized");
      case "bexio.not-found", "clockodo.not-found", "connection.failed" ->
          Messages.text("check.remedy.address");
      case "bexio.too-many-requests", "clockodo.too-many-requests" ->
          Messages.text("check.remedy.too-many-requests");
      case "connection.not-connected", "connection.reconnect-needed" ->
          Messages.text("check.remedy.connect");
      case "connection.secret-key-wrong" -> Messages.text("check.remedy.secret-key");
      case "connection.issuer-refuses" -> Messages.text("check.remedy.issuer");
      case "identity.bexio-changed" -> Messages.text("check.remedy.company");
      case "identity.clockodo-changed" -> Messages.text("check.remedy.account");
      case "database.failed", "connection.token-database" -> Messages.text("check.remedy.database");
      default -> Messages.text("check.remedy.again");
    };
  }

  /** Whether the other side knows who asks, and does not let them have this. */
  boolean isWithheld() {
    return code.endsWith(".forbidden") || code.endsWith(".not-found");
  }

  /** Whether it is a scope or a right that is missing. */
  boolean isForbidden() {
    return code.endsWith(".forbidden");
  }

  String remedy() {
    return remedy;
  }
}
