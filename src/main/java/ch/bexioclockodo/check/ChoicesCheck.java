package ch.bexioclockodo.check;

import ch.bexioclockodo.plan.InvoiceChoices;
import ch.bexioclockodo.run.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What there is to choose from for invoice drafts, and what is chosen: by a setting, or from bexio.
 *
 * @param describe one of the choices, with its id
 * @param choose the chosen one, or null for none
 */
record ChoicesCheck<T>(String name, String call, Function<T, String> describe, Chooser<T> choose)
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
      for (T one : there) {
        String text = describe.apply(one);
        texts.add(one.equals(chosen) ? text + Messages.text("check.of-drafts") : text);
      }
      return Finding.ok(name, String.join(", ", texts));
    } catch (InvoiceChoices.Undecided open) {
      throw new Problem(
          Messages.text("problem.invoice-undecided", open.key(), open.getMessage()),
          Messages.text("check.remedy.setting", "bexio-clockodo." + open.key()));
    }
  }
}
