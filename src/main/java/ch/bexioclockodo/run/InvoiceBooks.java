package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Account;
import ch.bexioclockodo.bexio.DocumentSetting;
import ch.bexioclockodo.bexio.SalesTax;
import ch.bexioclockodo.bexio.Unit;
import ch.bexioclockodo.clockodo.LumpSumService;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.plan.InvoiceChoices;
import ch.bexioclockodo.plan.InvoiceCodes;
import java.math.BigDecimal;
import java.util.List;

/** The lists that invoice drafts are made with, while they are read. */
public final class InvoiceBooks {

  /** As bexio's own dialogue rounds hours (facts: bexio §6.6). */
  private static final int USUAL_DECIMALS = 2;

  private final NumberedPages<LumpSumService> lumpSumServices;
  private List<SalesTax> taxes = List.of();
  private List<Account> accounts = List.of();
  private List<Unit> units = List.of();
  private DocumentSetting documents = InvoiceChoices.ofInvoices(List.of());

  InvoiceBooks(NumberedPages<LumpSumService> lumpSumServices) {
    this.lumpSumServices = lumpSumServices;
  }

  NumberedPages<LumpSumService> lumpSumServices() {
    return lumpSumServices;
  }

  void taxes(List<SalesTax> all) {
    taxes = all;
  }

  void accounts(List<Account> all) {
    accounts = all;
  }

  void units(List<Unit> all) {
    units = all;
  }

  void documentSettings(List<DocumentSetting> all) {
    documents = InvoiceChoices.ofInvoices(all);
  }

  /**
   * What is set, or what bexio has where nothing is set.
   *
   * @param user whose token is used
   */
  InvoiceCodes codes(InvoiceSettings settings, int user) {
    try {
      SalesTax tax = InvoiceChoices.tax(settings.tax(), taxes);
      Unit unit = InvoiceChoices.unit(settings.unit(), units);
      Integer decimals = documents.amountDecimals();
      return new InvoiceCodes(
          settings.user(user),
          unit == null ? null : unit.id(),
          InvoiceChoices.account(settings.account(), accounts).id(),
          tax == null ? null : tax.id(),
          tax == null ? BigDecimal.ZERO : tax.value(),
          settings.bankAccount(documents.bankAccountId()),
          settings.decimals(decimals == null ? USUAL_DECIMALS : decimals));
    } catch (InvoiceChoices.Undecided open) {
      throw new RunFailure(
          "invoice.undecided",
          Messages.text("problem.invoice-undecided", open.key(), open.getMessage()));
    }
  }
}
