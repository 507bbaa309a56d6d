package ch.bexioclockodo.plan;

import com.fasterxml.jackson.annotation.JsonValue;

/** The closed list of places where a source row can end; every row ends in exactly one. */
public enum Bucket {
  PLANNED("planned"),
  EXPORTED("exported"),
  UNCHANGED("unchanged"),
  UPDATED("updated"),
  EXCLUDED("excluded"),
  NEEDS_DECISION("needsDecision"),
  FAILED("failed"),
  UNKNOWN("unknown"),
  STALE("stale"),
  NOT_SENT("notSent");

  private final String word;

  Bucket(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** Whether rows that ended here wait for somebody, or for another run. */
  public boolean needsAPerson() {
    return switch (this) {
      case NEEDS_DECISION, FAILED, UNKNOWN, STALE, NOT_SENT -> true;
      default -> false;
    };
  }

  /** The bucket of a stored row; unchanged rows are counted, not stored. */
  public static Bucket of(Action action, RowState state) {
    return switch (state) {
      case SENDING, UNKNOWN -> UNKNOWN;
      case FAILED -> FAILED;
      case STALE -> STALE;
      case NOT_SENT -> NOT_SENT;
      case DONE -> action == Action.UPDATE || action == Action.DEACTIVATE ? UPDATED : EXPORTED;
      case PLANNED ->
          switch (action) {
            case EXCLUDE -> EXCLUDED;
            case DECIDE -> NEEDS_DECISION;
            default -> PLANNED;
          };
    };
  }
}
