package ch.bexioclockodo.check;

/** Whose access one side lets in, asked with one call; nothing after it makes sense without it. */
interface EntranceCheck extends Check {

  /** The call that tells whose it is. */
  String call();

  @Override
  default void ask(Calls calls) {
    calls.ask(call());
  }

  @Override
  default boolean isEntrance() {
    return true;
  }
}
