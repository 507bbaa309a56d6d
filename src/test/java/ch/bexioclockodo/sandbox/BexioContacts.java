package ch.bexioclockodo.sandbox;

/** Not served yet. */
record BexioContacts(World world) {
  void register(Router router) {}
}
