package ch.bexioclockodo.plan;

/** What a plan row wants done. */
public enum Action {
  CREATE,
  UPDATE,
  DELETE,
  DEACTIVATE,
  LINK,
  EXCLUDE,
  DECIDE;

  /** Whether the row waits to be carried out at all; the others only say why nothing happens. */
  public boolean acts() {
    return this != EXCLUDE && this != DECIDE;
  }
}
