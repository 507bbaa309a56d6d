package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/**
 * A list of labels in the language of the call, {@code bexio.md} §1.2. Rows store the German name,
 * and translations under hidden keys such as {@code _name_fr}.
 */
final class BexioLabels {

  private final Table table;
  private final BexioRules rules;

  BexioLabels(Table table, BexioRules rules) {
    this.table = table;
    this.rules = rules;
  }

  Answer list(Call call) {
    String translation = "_name_" + language(call);
    return new BexioResource(
            table, Set.of(), null, row -> named(row, translation), (any, row) -> true)
        .list(call);
  }

  /** The first language that the caller prefers; one without translations shows the stored name. */
  private String language(Call call) {
    String accepted = call.header("Accept-Language");
    return rules.labelsFollowAcceptLanguage() && accepted != null && accepted.length() >= 2
        ? accepted.substring(0, 2).toLowerCase(Locale.ROOT)
        : "de";
  }

  private static ObjectNode named(ObjectNode row, String translation) {
    ObjectNode view = BexioView.stored(row);
    if (row.hasNonNull(translation)) {
      view.set("name", row.get(translation));
    }
    return view;
  }
}
