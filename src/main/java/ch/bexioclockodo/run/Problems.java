package ch.bexioclockodo.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be said about a whole run: problems, what ended it before its end, and notes. Rows that
 * are sent at the same time may tell it at the same moment.
 */
final class Problems {

  private final List<Problem> all = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private volatile Ending ending;
  private Problem cause;

  /** Ends the run; when several rows meet the same end at the same moment, it is said once. */
  synchronized void end(Ending how, Problem why) {
    if (ending == null) {
      ending = how;
      cause = why;
    }
    if (all.stream().noneMatch(problem -> problem.code().equals(why.code()))) {
      all.add(why);
    }
  }

  synchronized void add(Problem problem) {
    all.add(problem);
  }

  synchronized List<Problem> all() {
    return List.copyOf(all);
  }

  /** How the run ended before its end; null when it did not. */
  Ending ending() {
    return ending;
  }

  /** What ended the run before its end; null when nothing did. */
  synchronized Problem cause() {
    return cause;
  }

  synchronized void note(String sentence) {
    notes.add(sentence);
  }

  /** What is to be said beside the plan's notes: sentences. */
  synchronized List<String> notes() {
    return List.copyOf(notes);
  }
}
