package ch.bexioclockodo.check;

import ch.bexioclockodo.bexio.BankAccount;
import ch.bexioclockodo.bexio.DocumentSetting;
import ch.bexioclockodo.bexio.SalesTax;
import ch.bexioclockodo.bexio.Unit;
import ch.bexioclockodo.plan.InvoiceChoices;
import ch.bexioclockodo.run.InvoiceSettings;
import java.util.ArrayList;
import java.util.List;

/** The choices for invoice drafts: each list with what drafts take of it. */
final class InvoiceChecks {

  private static final String DOCUMENTS = "bexio-document-settings";

  private InvoiceChecks() {}

  static List<Check> of(InvoiceSettings settings) {
    List<Check> checks = new ArrayList<>(ofLists(settings));
    if (settings.user() != null) {
      checks.add(new AuthorCheck(settings.user()));
    }
    return checks;
  }

  private static List<Check> ofLists(InvoiceSettings settings) {
    return List.of(
        new ChoicesCheck<SalesTax>(
            "bexio sales taxes",
            "bexio-sales-taxes",
            all -> true,
            InvoiceChoices::describe,
            (there, calls) -> InvoiceChoices.tax(settings.tax(), there)),
        new AccountsCheck(settings),
        new ChoicesCheck<Unit>(
            "bexio units",
            "bexio-units",
            all -> true,
            InvoiceChoices::describe,
            (there, calls) -> InvoiceChoices.unit(settings.unit(), there)),
        new BankAccountsCheck(settings));
  }

  /** Which bank account invoices are paid to may be set in bexio itself. */
  private record BankAccountsCheck(InvoiceSettings settings) implements Check {

    private ChoicesCheck<BankAccount> choices() {
      return new ChoicesCheck<>(
          name(),
          "bexio-bank-accounts",
          all -> true,
          InvoiceChoices::describe,
          (there, calls) -> {
            List<DocumentSetting> documents = new ArrayList<>();
            for (Object one : calls.body(DOCUMENTS, List.class)) {
              documents.add((DocumentSetting) one);
            }
            Integer ofBexio = InvoiceChoices.ofInvoices(documents).bankAccountId();
            return InvoiceChoices.bankAccount(settings.bankAccount(ofBexio), there);
          });
    }

    @Override
    public String name() {
      return "bexio bank accounts";
    }

    @Override
    public void ask(Calls calls) {
      calls.ask(DOCUMENTS);
      choices().ask(calls);
    }

    @Override
    public Finding find(Calls calls) throws Problem {
      return choices().find(calls);
    }
  }
}
