package ch.bexioclockodo.plan;

/**
 * Words within the arguments of a reason that are translated when its sentence is made: fields, yes
 * and no, actions. Their brackets are none that names of customers hold.
 */
public final class Words {

  static final String YES = "⟦yes⟧";
  static final String NO = "⟦no⟧";

  private Words() {}

  /** The name of one of clockodo's fields. */
  static String field(String field) {
    return "⟦field:" + field + "⟧";
  }

  /** What an action does to something. */
  public static String action(Action action) {
    return "⟦action:" + action + "⟧";
  }
}
