package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.plan.InvoiceChoices;
import ch.bexioclockodo.run.InvoiceBooks;
import ch.bexioclockodo.run.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever is set to write the drafts: one of those whom bexio lists, with or without login.
 *
 * @param user the id that is set
 */
record AuthorCheck(int user) implements Check {

  private static final List<String> CALLS = List.of(Checks.USERS, "bexio-list-fictional-users");

  @Override
  public String name() {
    return "bexio user of drafts";
  }

  @Override
  public void ask(Calls calls) {
    CALLS.forEach(call -> calls.ask(call, Checks.ALL));
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    List<BexioUser> users = new ArrayList<>();
    for (String call : CALLS) {
      users.addAll(calls.rows(call, BexioUser.class));
    }
    try {
      return Finding.ok(name(), InvoiceChoices.describe(InvoiceChoices.user(user, users)));
    } catch (InvoiceChoices.Undecided open) {
      throw new Problem(
          InvoiceBooks.text(open),
          Messages.text("check.remedy.setting", "bexio-clockodo." + open.key()));
    }
  }
}
