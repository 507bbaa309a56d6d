package ch.bexioclockodo.app;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A commit around which a process dies.
 *
 * @param moment before or after it
 * @param sql what a statement of its transaction matches
 */
record CommitPoint(String moment, String sql) {

  static CommitPoint beforeCommitOf(String sql) {
    return new CommitPoint("before", sql);
  }

  static CommitPoint afterCommitOf(String sql) {
    return new CommitPoint("after", sql);
  }

  /** The option of a JVM that dies at the nth such commit. */
  String option(Path folder, int nth) throws IOException {
    return KillAgent.option(folder, moment, nth, sql);
  }
}
