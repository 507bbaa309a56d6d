package ch.bexioclockodo.sandbox;

/** Empty yet. */
final class VolumeData {
  private VolumeData() {}

  static void fill(SandboxSide bexio, SandboxSide clockodo, int count) {}
}
