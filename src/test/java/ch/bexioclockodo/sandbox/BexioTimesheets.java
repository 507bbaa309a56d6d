package ch.bexioclockodo.sandbox;

/** Not served yet. */
record BexioTimesheets(World world) {
  void register(Router router) {}
}
