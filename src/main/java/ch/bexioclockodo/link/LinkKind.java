package ch.bexioclockodo.link;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/**
 * What a link joins. A clockodo service may be both an activity and an item in bexio: those are two
 * kinds.
 */
public enum LinkKind {
  CUSTOMER("customer"),
  PROJECT("project"),
  ACTIVITY("activity"),
  ITEM("item"),
  USER("user"),
  FICTIONAL_USER("fictional-user"),
  /** Never a link, which the ledger keeps, but something that is decided about an entry. */
  TIMESHEET("timesheet"),
  /** Never a link either: a draft of the ledger that was deleted in bexio. */
  INVOICE_DRAFT("invoice-draft");

  /** What is decided about these, an export carries out; the others are an import's. */
  public static final Set<LinkKind> OF_EXPORTS = Set.of(TIMESHEET, INVOICE_DRAFT);

  private final String word;

  LinkKind(String word) {
    this.word = word;
  }

  /** The word in tables, reports and messages. */
  @JsonValue
  public String word() {
    return word;
  }

  /** Whether its source is in clockodo: a user, or an entry; else bexio comes first. */
  public boolean fromClockodo() {
    return ofAUser() || this == TIMESHEET;
  }

  /** Whether its source is a clockodo user, to whom a bexio user is found. */
  public boolean ofAUser() {
    return this == USER || this == FICTIONAL_USER;
  }

  public static LinkKind of(String word) {
    for (LinkKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of link is called " + word);
  }
}
