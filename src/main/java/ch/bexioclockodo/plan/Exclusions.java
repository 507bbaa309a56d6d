package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import java.util.Optional;

/** The rules by which entries stay out of bexio, or wait for a person, by what they are. */
record Exclusions(Names names, ExportRules rules) {

  /** Why an entry that has no timesheet gets none, whatever it is linked to. */
  Optional<Verdict> of(Entry entry) {
    Optional<Verdict> plainly = byEntry(entry);
    if (plainly.isPresent()) {
      return plainly;
    }
    if (!rules.hardBudgetToo() && names.hardBudget(entry.projectsId())) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_HARD_BUDGET));
    }
    return Optional.empty();
  }

  /** What the entry itself says, without any list. */
  Optional<Verdict> byEntry(Entry entry) {
    if (entry.demoData()) {
      return Optional.of(Verdict.exclude(ReasonCode.DEMO_DATA));
    }
    if (!entry.time() && !entry.lumpSum()) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_OF_UNKNOWN_TYPE));
    }
    if (entry.running()) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_RUNNING));
    }
    if (entry.lumpSum()) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_LUMP_SUM));
    }
    if (rules.notBefore() != null
        && rules.wallTime().at(entry.timeSince()).toLocalDate().isBefore(rules.notBefore())) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_BEFORE_START, rules.notBefore()));
    }
    if (entry.billable() == Entry.BILLED && !rules.billedToo()) {
      return Optional.of(Verdict.exclude(ReasonCode.ENTRY_BILLED));
    }
    if (entry.billable() == Entry.BILLABLE_HIDDEN) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_BILLABLE_HIDDEN));
    }
    return Optional.empty();
  }
}
