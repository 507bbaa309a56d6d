package ch.bexioclockodo.check;

/** A whole list that only a bexio package with its module has, held against the settings. */
interface ModuleListCheck extends Check {

  /** The call that reads it. */
  String call();

  @Override
  default void ask(Calls calls) {
    calls.ask(call());
  }

  @Override
  default String whenWithheld() {
    return Checks.MODULE;
  }
}
