package ch.bexioclockodo.check;

/** One thing that a run needs. */
interface Check {

  /** What the finding is called; stable. */
  String name();

  /** Asks for what it needs, without waiting. */
  default void ask(Calls calls) {}

  /** Whether nothing after it on the same side makes sense without it. */
  default boolean isEntrance() {
    return false;
  }

  /** The key of what helps when the other side withholds this; null when that has no own remedy. */
  default String whenWithheld() {
    return null;
  }

  /** Says what is there, once what was asked for has come. */
  Finding find(Calls calls) throws Problem;
}
