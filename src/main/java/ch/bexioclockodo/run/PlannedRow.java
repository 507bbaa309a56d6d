package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.run.LinkLine.Candidate;
import ch.bexioclockodo.run.LinkLine.State;
import ch.bexioclockodo.run.LinkLine.Thing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A row of a plan as the list of links sees it. */
record PlannedRow(LinkKind kind, PlanRow row, Instant plannedAt) {

  /**
   * @param services what a service is in bexio, when the row does not say
   */
  static PlannedRow of(PlanRow row, Instant plannedAt, LinkKind services) {
    if (row.target().get("kind") instanceof String word) {
      return new PlannedRow(LinkKind.of(word), row, plannedAt);
    }
    LinkKind kind =
        switch (row.kind()) {
          case PlanRow.CUSTOMER -> LinkKind.CUSTOMER;
          case PlanRow.PROJECT -> LinkKind.PROJECT;
          case PlanRow.USER -> LinkKind.USER;
          default -> services;
        };
    return new PlannedRow(kind, row, plannedAt);
  }

  /** Whether it needs a decision, and none was made since it was planned. */
  boolean isOpen(Decision decision) {
    return row.action() == Action.DECIDE
        && (decision == null || !decision.decidedAt().isAfter(plannedAt));
  }

  /**
   * @param decision what was decided before it was planned, or null
   * @param link the link that it is about, or null
   */
  LinkLine open(Decision decision, Link link) {
    boolean pair = decision != null && decision.choice().namesAPair();
    Thing other = other(pair ? decision.targetId() : row.targetId());
    if (other.name() == null && link != null && !pair) {
      other = new Thing(other.id(), kind.fromClockodo() ? link.bexioName() : link.clockodoName());
    }
    return LinkLine.of(
        kind,
        source(),
        other,
        State.OPEN,
        decision == null ? null : decision.choice(),
        row.reason(),
        candidates());
  }

  Thing source() {
    if (kind == LinkKind.INVOICE_DRAFT) {
      Map<?, ?> draft = (Map<?, ?>) row.target().get("invoice");
      return new Thing(((Number) draft.get("id")).longValue(), text(draft.get("name")));
    }
    return new Thing(
        row.sourceId(),
        kind == LinkKind.TIMESHEET ? entry(row.source()) : text(row.source().get("name")));
  }

  /** An entry has no name: when, for whom, and its text. */
  private static String entry(Map<String, Object> source) {
    List<String> parts = new ArrayList<>();
    parts.add(text(source.get("date")));
    if (source.get("customer") instanceof Map<?, ?> customer) {
      parts.add(text(customer.get("name")));
    }
    parts.add(text(source.get("text")));
    parts.removeIf(part -> part == null || part.isBlank());
    return String.join(" · ", parts);
  }

  /** Something on the other side, with the name that the row knows. */
  Thing other(Long id) {
    if (id == null) {
      return new Thing(null, null);
    }
    if (id.equals(row.targetId()) && row.target().get("name") instanceof String name) {
      return new Thing(id, name);
    }
    return candidates().stream()
        .filter(candidate -> candidate.id() == id)
        .findFirst()
        .map(candidate -> new Thing(id, candidate.name()))
        .orElse(new Thing(id, null));
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    if (row.target().get("candidates") instanceof List<?> found) {
      for (Object candidate : found) {
        if (candidate instanceof Map<?, ?> named && named.get("id") instanceof Number id) {
          candidates.add(new Candidate(id.longValue(), text(named.get("name"))));
        }
      }
    }
    return candidates;
  }

  private static String text(Object value) {
    return value == null ? null : String.valueOf(value);
  }
}
