package ch.bexioclockodo.plan;

/** Every reason a row can carry, in one place; codes are stable, texts are translated. */
public enum ReasonCode {
  CONTACT_WITHOUT_PROJECT("contact.without-project"),
  CONTACT_IS_NO_COMPANY("contact.no-company"),
  CONTACT_NOT_IN_GROUP("contact.not-in-group"),
  NAME_MISSING("name.missing"),
  NAME_TOO_LONG("name.too-long"),
  NAME_AMBIGUOUS("name.ambiguous"),
  NAME_TAKEN("name.taken"),
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
  USER_UNLINKED("user.unlinked"),
  SENT_AS_DURATION("entry.sent-as-duration"),
  DURATION_NOT_WHOLE_MINUTES("entry.duration-not-whole-minutes"),
  CHANGED_AFTER_EXPORT("entry.changed-after-export"),
  OUTCOME_UNKNOWN("outcome.unknown"),
  OUTCOME_UNKNOWN_EARLIER("outcome.unknown-earlier"),
  REFUSED("refused"),
  TURNED_AWAY("turned-away"),
  ENTRY_OF_UNKNOWN_TYPE("entry.unknown-type"),
  PROJECT_NOT_LISTED("project.not-listed"),
  REFUSED_EARLIER("refused.earlier"),
  MAPPING_INVALID("mapping.invalid"),
  SOURCE_CHANGED("source.changed"),
  ALREADY_IN_LEDGER("ledger.already"),
  WAITS_FOR("waits-for"),
  LINK_TAKEN("link.taken");

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
