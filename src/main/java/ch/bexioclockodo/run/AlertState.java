package ch.bexioclockodo.run;

/** How the connection or a kind of run stands, as far as people were told. */
public enum AlertState {
  FINE("recovered"),
  CONNECTION_LOST("connection-lost"),
  RUN_FAILED("run-failed"),
  NEEDS_PERSON("run-needs-person");

  private final String notice;

  AlertState(String notice) {
    this.notice = notice;
  }

  /** What the notice is called that says so; stable. */
  public String notice() {
    return notice;
  }

  /** Whether another cause of the same is news. */
  boolean dependsOnCause() {
    return this == CONNECTION_LOST || this == RUN_FAILED;
  }
}
