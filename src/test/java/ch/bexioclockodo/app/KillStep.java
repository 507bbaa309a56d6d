package ch.bexioclockodo.app;

/** A step of an export at which its process may die; it happens several times in a run. */
interface KillStep {

  /** The commit of its database around which the process dies; null when it dies in a call. */
  CommitPoint commit();

  /** Whether the other side has committed the call in which it dies. */
  boolean committed();

  /** How often it happens at most in the run of the test. */
  int times();
}
