package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.LinkKind;
import java.time.Instant;
import java.util.Objects;

/** What somebody wants to be decided; an id that was not given is null. */
public record Wish(LinkKind kind, Long bexioId, Long clockodoId, Choice choice) {

  /** The id that the decision is about: bexio's, or clockodo's for a user. */
  public Long sourceId() {
    return kind.fromClockodo() ? clockodoId : bexioId;
  }

  /** The id on the other side. */
  public Long otherId() {
    return kind.fromClockodo() ? bexioId : clockodoId;
  }

  /** What the decision names on the other side, or null when it names nothing. */
  public Long targetId() {
    return choice.namesAPair() ? otherId() : null;
  }

  /** What it is about, or null when that was not said. */
  DecisionSource source() {
    return sourceId() == null ? null : DecisionSource.of(kind, sourceId());
  }

  /** Whether it was decided exactly so before. */
  boolean isAlready(Decision decision) {
    return decision != null
        && decision.kind() == kind
        && decision.choice() == choice
        && Objects.equals(decision.sourceId(), sourceId())
        && Objects.equals(decision.targetId(), targetId());
  }

  Decision decision(Instant now, String by) {
    return new Decision(kind, sourceId(), choice, targetId(), now, by);
  }
}
