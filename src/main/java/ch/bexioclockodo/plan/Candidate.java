package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.Sought;

/**
 * One source row of an import with what its rule says.
 *
 * @param excluded why it is left out when it is not linked, or null
 * @param foundOnly why it is not created when nothing is found, or null
 * @param scope within what its name should be unique in bexio, or null
 */
record Candidate(Subject subject, Parent parent, Reason excluded, Reason foundOnly, Object scope) {

  /** As its counterpart is sought. */
  Sought sought() {
    return new Sought(
        subject.id(), subject.number(), subject.name(), scope, parent.id(), foundOnly == null);
  }
}
