package ch.bexioclockodo.sandbox;

/** Empty yet. */
final class CompanyEntries {
  private CompanyEntries() {}

  static void fill(SandboxSide clockodo, long seed) {}
}
