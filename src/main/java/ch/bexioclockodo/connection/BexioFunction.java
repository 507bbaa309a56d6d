package ch.bexioclockodo.connection;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the connector does with bexio, and the scopes that each needs. Users, business activities
 * and the company's name need none: {@code general} is part of every token and cannot be asked for
 * (facts: bexio §2).
 */
public enum BexioFunction {
  CUSTOMERS("customers", Set.of("contact_show"), Set.of(), Set.of()),
  PROJECTS("projects", Set.of("project_show"), Set.of(), Set.of()),
  ITEMS("items", Set.of("article_show"), Set.of(), Set.of()),
  TIMESHEETS("timesheets", Set.of("monitoring_show"), Set.of("monitoring_edit"), Set.of()),
  INVOICE_DRAFTS(
      "invoice-drafts",
      Set.of("kb_invoice_show", "bank_account_show"),
      Set.of("kb_invoice_edit"),
      Set.of("accounting"));

  /** What gives a refresh token that no end of a browser session ends. */
  public static final String LASTING = "offline_access";

  /** What the connection itself needs: tokens that outlast a day, and whose company it is. */
  private static final Set<String> ALWAYS = Set.of("openid", LASTING, "company_profile");

  private static final String EDIT = "_edit";
  private static final String SHOW = "_show";

  private final String word;
  private final Set<String> reading;
  private final Set<String> writing;
  private final Set<String> dispensable;

  /**
   * @param dispensable what it is better with, and does without
   */
  BexioFunction(String word, Set<String> reading, Set<String> writing, Set<String> dispensable) {
    this.word = word;
    this.reading = reading;
    this.writing = writing;
    this.dispensable = dispensable;
  }

  /** The end of the key of its text. */
  public String word() {
    return word;
  }

  /** What is asked for when a person connects: nothing that something else implies. */
  public static Set<String> toAskFor(Collection<BexioFunction> functions) {
    Set<String> scopes = new TreeSet<>(ALWAYS);
    functions.forEach(
        function -> {
          scopes.addAll(function.needed(true));
          scopes.addAll(function.dispensable);
        });
    scopes.removeIf(scope -> scope.endsWith(SHOW) && scopes.contains(scope.replace(SHOW, EDIT)));
    return scopes;
  }

  /**
   * The scopes that are missing, by the function that needs them.
   *
   * @param writes whether it shall write too, or only look
   */
  public static Map<BexioFunction, Set<String>> missing(
      Collection<BexioFunction> functions, boolean writes, Set<String> granted) {
    Map<BexioFunction, Set<String>> missing = new EnumMap<>(BexioFunction.class);
    for (BexioFunction function : functions) {
      Set<String> lacking = new TreeSet<>(function.needed(writes));
      lacking.removeIf(
          scope -> granted.contains(scope) || granted.contains(scope.replace(SHOW, EDIT)));
      if (!lacking.isEmpty()) {
        missing.put(function, lacking);
      }
    }
    return missing;
  }

  private Set<String> needed(boolean writes) {
    Set<String> needed = new TreeSet<>(reading);
    if (writes) {
      needed.addAll(writing);
    }
    return needed;
  }
}
