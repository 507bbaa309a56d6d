package ch.bexioclockodo.sandbox;

/** Empty yet. */
final class CompanySpecials {
  private CompanySpecials() {}

  static void fill(SandboxSide clockodo, java.time.Instant now) {}
}
