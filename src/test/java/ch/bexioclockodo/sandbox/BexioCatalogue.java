package ch.bexioclockodo.sandbox;

/** Not served yet. */
record BexioCatalogue(World world) {
  void register(Router router) {}
}
