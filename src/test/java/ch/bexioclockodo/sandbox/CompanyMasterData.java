package ch.bexioclockodo.sandbox;

/** Empty yet. */
final class CompanyMasterData {
  private CompanyMasterData() {}

  static void fill(SandboxSide bexio, SandboxSide clockodo) {}
}
