package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;

/** Something that can be decided about; a clockodo user is one, whatever it is linked to. */
record DecisionSource(LinkKind kind, long id) {

  static DecisionSource of(LinkKind kind, long id) {
    return new DecisionSource(kind.ofAUser() ? LinkKind.USER : kind, id);
  }

  static DecisionSource of(Decision decision) {
    return of(decision.kind(), decision.sourceId());
  }

  static DecisionSource of(Link link) {
    return of(link.kind(), link.kind().ofAUser() ? link.clockodoId() : link.bexioId());
  }
}
