package ch.bexioclockodo.sandbox;

/** Empty yet. */
final class Lookups {
  private Lookups() {}

  static void fill(SandboxSide bexio, SandboxSide clockodo) {}
}
