package ch.bexioclockodo.plan;

/** How far a plan row has come. */
public enum RowState {
  PLANNED,
  SENDING,
  DONE,
  UNKNOWN,
  FAILED,
  STALE,
  NOT_SENT
}
