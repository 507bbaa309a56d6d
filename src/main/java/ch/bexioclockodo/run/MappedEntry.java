package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.EntryProposal;
import ch.bexioclockodo.plan.FollowUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An entry on its way through its mapping route: as it is, and, when it is exported already, first
 * as it was.
 */
public final class MappedEntry {

  private final EntryProposal proposal;
  private final boolean counted;
  private final List<Map<String, Object>> mapped = new ArrayList<>();
  private String failure;

  /**
   * @param counted whether it is one of the entries that the window's report counts
   */
  MappedEntry(EntryProposal proposal, boolean counted) {
    this.proposal = proposal;
    this.counted = counted;
  }

  EntryProposal proposal() {
    return proposal;
  }

  boolean counted() {
    return counted;
  }

  /** What must go through the mapping, in order. */
  public List<EntryProposal> getSources() {
    if (!proposal.isMapped()) {
      return List.of();
    }
    EntryProposal former = proposal.former();
    return former == null ? List.of(proposal) : List.of(former, proposal);
  }

  void take(Map<String, Object> fields) {
    mapped.add(fields);
  }

  void fail(String message) {
    failure = message;
  }

  String failure() {
    return failure;
  }

  /** The fields of a new timesheet. */
  Map<String, Object> fields() {
    return mapped.get(mapped.size() - 1);
  }

  /** The body of a change, or null when nothing that is mapped has changed. */
  Map<String, Object> changes() {
    Map<String, Object> before =
        mapped.size() > 1 ? mapped.get(0) : proposal.change().sent().fields();
    return FollowUp.overlay(proposal.change().there(), before, fields());
  }
}
