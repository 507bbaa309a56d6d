package ch.bexioclockodo.plan;

/** Why a position is not held against clockodo's report; each cause has a note of its own. */
enum Uncompared {
  /** The report of its group holds entries too that are in no draft. */
  WITH_OTHERS("invoice-not-compared-others"),
  /** Filters divide its group into parts, and clockodo rounds each of them. */
  IN_PARTS("invoice-not-compared-parts"),
  /** The report has no amount of its group. */
  UNREPORTED("invoice-not-compared-unreported"),
  /** The report tells another time than the entries have: it may be of other entries. */
  OTHER_TIME("invoice-not-compared-time"),
  /** Several lump sums are one group, whose sum is not theirs. */
  LUMP_SUMS("invoice-not-compared-lump-sums");

  private final String note;

  Uncompared(String note) {
    this.note = note;
  }

  String note() {
    return note;
  }
}
