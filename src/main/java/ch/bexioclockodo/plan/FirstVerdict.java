package ch.bexioclockodo.plan;

import ch.bexioclockodo.link.LinkKind;

/**
 * What is to be done about a missing user or activity.
 *
 * @param action CREATE, LINK, DECIDE, or null when the entries are simply booked on the target
 * @param targetId what it is linked to, or booked on, or null
 * @param forEntries why the entries that need it wait, or what they say; or null
 */
record FirstVerdict(
    Action action,
    RowState state,
    Reason reason,
    LinkKind linkKind,
    Long targetId,
    String targetName,
    Reason forEntries) {

  static FirstVerdict create(LinkKind kind) {
    return new FirstVerdict(Action.CREATE, RowState.PLANNED, null, kind, null, null, null);
  }

  /** An earlier create may still appear: nothing is sent, and what needs it waits. */
  static FirstVerdict inDoubt(LinkKind kind) {
    Reason reason = Reason.of(ReasonCode.CREATE_UNKNOWN_EARLIER);
    return new FirstVerdict(Action.CREATE, RowState.UNKNOWN, reason, kind, null, null, null);
  }

  static FirstVerdict link(LinkKind kind, long id, String name, Reason reason) {
    return new FirstVerdict(Action.LINK, RowState.PLANNED, reason, kind, id, name, null);
  }

  static FirstVerdict decide(LinkKind kind, Reason reason, Reason forEntries) {
    return new FirstVerdict(Action.DECIDE, RowState.PLANNED, reason, kind, null, null, forEntries);
  }

  static FirstVerdict bookOn(long id, String name, Reason forEntries) {
    return new FirstVerdict(null, RowState.PLANNED, null, LinkKind.USER, id, name, forEntries);
  }

  boolean isDecided() {
    return action != Action.DECIDE;
  }
}
