package ch.bexioclockodo.plan;

/**
 * What an export does about a clockodo user whom bexio does not know (setting {@code
 * export.missing-users}).
 *
 * @param bookOn the bexio user on whom the entries are booked instead, or null
 */
public record MissingRules(Policy policy, Long bookOn) {

  /** What becomes of a missing user. */
  public enum Policy {
    FICTIONAL,
    DECIDE,
    BOOK_ON
  }

  private static final String BOOK_ON = "book-on:";

  /** Reads the setting; anything that it cannot mean is refused. */
  public static MissingRules parse(String text) {
    if (text.matches(BOOK_ON + "[1-9]\\d{0,8}")) {
      return new MissingRules(Policy.BOOK_ON, Long.valueOf(text.substring(BOOK_ON.length())));
    }
    return switch (text) {
      case "fictional" -> new MissingRules(Policy.FICTIONAL, null);
      case "decide" -> new MissingRules(Policy.DECIDE, null);
      default ->
          throw new IllegalArgumentException(
              "must be fictional, decide, or book-on:5 with a user's id; it is \"" + text + "\"");
    };
  }
}
