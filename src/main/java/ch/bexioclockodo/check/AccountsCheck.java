package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.Account;
import ch.bexioclockodo.plan.InvoiceChoices;
import ch.bexioclockodo.run.InvoiceBooks;
import ch.bexioclockodo.run.InvoiceSettings;
import ch.bexioclockodo.run.Messages;

/**
 * The income accounts, which need a scope of their own: without it an account that is set by its id
 * is taken as it is.
 */
record AccountsCheck(InvoiceSettings settings) implements Check {

  private ChoicesCheck<Account> choices() {
    return new ChoicesCheck<>(
        name(),
        "bexio-accounts",
        Account::takesIncome,
        InvoiceChoices::describe,
        (there, calls) -> InvoiceChoices.account(settings.account(), there));
  }

  @Override
  public String name() {
    return "bexio income accounts";
  }

  @Override
  public void ask(Calls calls) {
    choices().ask(calls);
  }

  @Override
  public Finding find(Calls calls) throws Problem {
    try {
      return choices().find(calls);
    } catch (Problem problem) {
      if (!problem.isForbidden()) {
        throw problem;
      }
      return unverified();
    }
  }

  private Finding unverified() throws Problem {
    try {
      int id = InvoiceChoices.unverifiedAccount(settings.account());
      return Finding.ok(
          name(), Messages.text("note.invoice-account-unverified", String.valueOf(id)));
    } catch (InvoiceChoices.Undecided open) {
      throw new Problem(
          InvoiceBooks.text(open),
          Messages.text("check.remedy.accounts", "bexio-clockodo." + open.key()));
    }
  }
}
