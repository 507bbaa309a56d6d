package ch.bexioclockodo.plan;

/** Every reason a row can carry, in one place; codes are stable, texts are translated. */
public enum ReasonCode {
  CONTACT_WITHOUT_PROJECT("contact.without-project"),
  CONTACT_IS_NO_COMPANY("contact.no-company"),
  CONTACT_NOT_IN_GROUP("contact.not-in-group"),
  NAME_MISSING("name.missing"),
  /** Only in plans made before names were cut and matches told their candidates. */
  NAME_TOO_LONG("name.too-long"),
  /** Only in plans made before matches told their candidates. */
  NAME_AMBIGUOUS("name.ambiguous"),
  NAME_TAKEN("name.taken"),
  NAME_TAKEN_BY_ANOTHER("name.taken-by-another"),
  NAME_TWICE("name.twice"),
  NAME_SIMILAR("name.similar"),
  NAME_REFUSED("name.refused"),
  FIELD_CUT("field.cut"),
  MATCH_AMBIGUOUS("match.ambiguous"),
  MATCH_SHARED("match.shared"),
  MATCH_CONTRADICTING("match.contradicting"),
  READ_BACK_AMBIGUOUS("read-back.ambiguous"),
  CONTACT_ARCHIVED("contact.archived"),
  PROJECT_NOT_BOOKABLE("project.not-bookable"),
  PROJECT_OTHER_CUSTOMER("project.other-customer"),
  PROJECT_CUSTOMER_EXCLUDED("project.customer-excluded"),
  ACTIVITY_IS_NO_SOURCE("activity.no-source"),
  ITEM_IS_NO_SERVICE("item.no-service"),
  ITEM_NUMBER_EXCLUDED("item.number-excluded"),
  LINK_BY_BILL_SERVICE_ID("link.by-bill-service-id"),
  LINK_BY_NUMBER("link.by-number"),
  LINK_BY_NAME("link.by-name"),
  LINK_BY_EMAIL("link.by-email"),
  LINK_READ_BACK("link.read-back"),
  LINK_DECIDED("link.decided"),
  LINK_APART("link.apart"),
  DECIDED_CREATE("decided.create"),
  DECIDED_IGNORE("decided.ignore"),
  DECISION_INVALID("decision.invalid"),
  CHANGED_IN_BEXIO("bexio.changed"),
  CHANGED_AND_CUT("bexio.changed-and-cut"),
  CHANGED_AND_KEPT("bexio.changed-and-kept"),
  MAPPED_ANEW("mapping.applied-anew"),
  USER_APART("user.apart"),
  PROJECT_OF_IGNORED_CUSTOMER("project.customer-ignored"),
  DECISION_WITHOUT_SOURCE("decision.without-source"),
  MAPPING_PARENT("mapping.parent"),
  DIED_BEFORE_ANSWER("outcome.died"),
  DIED_BEFORE_ANSWER_MASTER_DATA("outcome.died-master-data"),
  CLOSED_IN_BEXIO("bexio.closed"),
  DELETED_IN_BEXIO("bexio.deleted"),
  MISSING_ONCE("bexio.missing-once"),
  CLOCKODO_KEPT("clockodo.kept"),
  KEPT_BY_DECISION("clockodo.kept-by-decision"),
  CONFLICT("conflict"),
  MASS_CHANGE("mass-change"),
  NOT_EVERYTHING_SEEN("not-everything-seen"),
  OTHER_LINK_LIVES("link.other-lives"),
  BILL_SERVICE_ID_ALONE("match.bill-service-id-alone"),
  PROJECT_CUSTOMER_UNLINKED("project.customer-unlinked"),
  PROJECT_CUSTOMER_UNDECIDED("project.customer-undecided"),
  USER_WITHOUT_EMAIL("user.without-email"),
  USER_NO_EQUAL_EMAIL("user.no-equal-email"),
  USER_EMAIL_AMBIGUOUS("user.email-ambiguous"),
  LINK_BROKEN("link.broken"),
  DEMO_DATA("demo-data"),
  ENTRY_RUNNING("entry.running"),
  ENTRY_LUMP_SUM("entry.lump-sum"),
  ENTRY_BEFORE_START("entry.before-start"),
  ENTRY_BILLED("entry.billed"),
  ENTRY_BILLABLE_HIDDEN("entry.billable-hidden"),
  ENTRY_HARD_BUDGET("entry.hard-budget"),
  ENTRY_WITHOUT_PROJECT("entry.without-project"),
  ENTRY_WITHOUT_SERVICE("entry.without-service"),
  CUSTOMER_UNLINKED("customer.unlinked"),
  PROJECT_UNLINKED("project.unlinked"),
  SERVICE_UNLINKED("service.unlinked"),
  /** Only in plans made before the export created whom bexio does not know. */
  USER_UNLINKED("user.unlinked"),
  SENT_AS_DURATION("entry.sent-as-duration"),
  DURATION_UNDECIDED("entry.duration-undecided"),
  SECONDS_CUT("entry.seconds-cut"),
  DURATION_NOT_WHOLE_MINUTES("entry.duration-not-whole-minutes"),
  CHANGED_AFTER_EXPORT("entry.changed-after-export"),
  MASTER_DATA_UNKNOWN("outcome.unknown-master-data"),
  OUTCOME_UNKNOWN("outcome.unknown"),
  OUTCOME_READ_BACK("outcome.read-back"),
  OUTCOME_NOT_THERE("outcome.not-there"),
  OUTCOME_NEAR("outcome.near"),
  DELETED_EARLIER("timesheet.deleted-earlier"),
  ENTRY_WITHDRAWN("entry.withdrawn"),
  TIMESHEET_CHANGED_MEANWHILE("timesheet.changed-meanwhile"),
  CREATE_UNKNOWN_EARLIER("create.unknown-earlier"),
  OUTCOME_UNKNOWN_EARLIER("outcome.unknown-earlier"),
  REFUSED("refused"),
  TURNED_AWAY("turned-away"),
  ENTRY_OF_UNKNOWN_TYPE("entry.unknown-type"),
  PROJECT_NOT_LISTED("project.not-listed"),
  REFUSED_EARLIER("refused.earlier"),
  MAPPING_INVALID("mapping.invalid"),
  MAPPING_FAILED("mapping.failed"),
  MAPPING_NO_MAP("mapping.no-map"),
  MAPPING_UNKNOWN_FIELD("mapping.unknown-field"),
  MAPPING_TOO_LONG("mapping.too-long"),
  MAPPING_WRONG_TYPE("mapping.wrong-type"),
  SOURCE_CHANGED("source.changed"),
  ALREADY_IN_LEDGER("ledger.already"),
  WAITS_FOR("waits-for"),
  LINK_TAKEN("link.taken"),
  FIRST_UNKNOWN("outcome.unknown-first"),
  LINK_ALREADY("link.already"),
  NOT_NEEDED("first.not-needed"),
  USER_ONE_WORD("user.one-word"),
  USER_REFUSED("user.refused"),
  USER_UNDECIDED("user.undecided"),
  BOOKED_ON("user.booked-on"),
  BOOK_ON_UNKNOWN("user.book-on-unknown"),
  SERVICE_UNDECIDED("service.undecided"),
  SERVICE_NAME_SHARED("service.name-shared"),
  ACTIVITY_AMBIGUOUS("activity.ambiguous"),
  ACTIVITY_NAME_TAKEN("activity.name-taken");

  private final String code;

  ReasonCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static ReasonCode of(String code) {
    for (ReasonCode reason : values()) {
      if (reason.code.equals(code)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("no reason is called " + code);
  }
}
