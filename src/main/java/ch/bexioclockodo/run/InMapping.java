package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Base;
import ch.bexioclockodo.plan.MappedFields;
import ch.bexioclockodo.plan.Mapping;
import ch.bexioclockodo.plan.Proposal;
import ch.bexioclockodo.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A proposal on its way through its mapping route: what is to be mapped, and what came out. Of a
 * linked pair bexio's record of today is mapped and then the former one, so that what differs is
 * what bexio changed, whatever the mapping has become meanwhile.
 */
public final class InMapping {

  private final Proposal proposal;
  private final Base base;
  private final List<Mapping> sources;
  private int mapped;
  private MappedFields today;
  private MappedFields former;
  private Reason mistake;

  /**
   * @param base what both sides last agreed on, or null of something new
   * @param sources today's record, then the former one; none when nothing is to be mapped
   */
  InMapping(Proposal proposal, Base base, List<Mapping> sources) {
    this.proposal = proposal;
    this.base = base;
    this.sources = new ArrayList<>(sources);
  }

  public String getKind() {
    return proposal.kind();
  }

  /** What goes through the mapping route, one after the other. */
  public List<Mapping> getSources() {
    return sources;
  }

  /** Takes what the mapping route left of the next source. */
  void take(MappedFields fields) {
    if (fields.mistake() != null) {
      fail(fields.mistake());
    } else if (mapped++ == 0) {
      today = fields;
    } else {
      former = fields;
    }
  }

  /** The mapping route failed; only for today's record is that the row's failure. */
  void fail(Reason reason) {
    if (mapped++ == 0) {
      mistake = reason;
    }
  }

  Proposal proposal() {
    return proposal;
  }

  Base base() {
    return base;
  }

  /** What today's record is mapped to, or null when it was not mapped. */
  MappedFields today() {
    return today;
  }

  /** What the former record is mapped to, or null when it was not, or cannot be, mapped. */
  Map<String, Object> formerFields() {
    return former == null ? null : former.fields();
  }

  /** Whether today's mapping cannot take the former record, so that what was written counts. */
  boolean isFormerUnmappable() {
    return sources.size() > 1 && former == null;
  }

  /** Why the row cannot be planned, or null. */
  Reason mistake() {
    return mistake;
  }
}
