package ch.bexioclockodo.sandbox;

/** Not served yet. */
record BexioProjects(World world) {
  void register(Router router) {}
}
