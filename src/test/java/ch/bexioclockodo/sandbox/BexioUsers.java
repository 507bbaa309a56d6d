package ch.bexioclockodo.sandbox;

/** Not served yet. */
record BexioUsers(World world) {
  void register(Router router) {}
}
