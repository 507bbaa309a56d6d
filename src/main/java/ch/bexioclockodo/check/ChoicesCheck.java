package ch.bexioclockodo.check;

import ch.bexioclockodo.plan.InvoiceChoices;
import ch.bexioclockodo.run.InvoiceBooks;
import ch.bexioclockodo.run.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What there is to choose from for invoice drafts, and what is chosen: by a setting, or from bexio.
 *
 * @param offered which of what there is can be chosen
 * @param describe one of the choices, with its id
 * @param choose the chosen one, or null for none
 */
record ChoicesCheck<T>(
    String name, String call, Predicate<T> offered, Function<T, String> describe, Chooser<T> choose)
    implements Check {

  /** Chooses among what there is. */
  @FunctionalInterface
  interface Chooser<T> {
    T among(List<T> there, Calls calls) throws InvoiceChoices.Undecided, Problem;
  }

  @Override
  public void ask(Calls calls) {
    calls.ask(call);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Finding find(Calls calls) throws Problem {
    List<T> there = new ArrayList<>(calls.body(call, List.class));
    try {
      T chosen = choose.among(there, calls);
      List<String> texts = new ArrayList<>();
      for (T one : there.stream().filter(offered).toList()) {
        String text = describe.apply(one);
        texts.add(one.equals(chosen) ? text + Messages.text("check.of-drafts") : text);
      }
      return Finding.ok(name, String.join(", ", texts));
    } catch (InvoiceChoices.Undecided open) {
      throw new Problem(
          InvoiceBooks.text(open),
          Messages.text("check.remedy.setting", "bexio-clockodo." + open.key()));
    }
  }
}
