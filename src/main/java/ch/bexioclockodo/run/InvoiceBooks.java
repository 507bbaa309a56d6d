package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Account;
import ch.bexioclockodo.bexio.BexioUser;
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
  private List<Account> accounts;
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

  /** Without them bexio does not show its accounts. */
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
   * @param me whose token is used
   * @param users whom bexio lists, where somebody else is set to write the drafts
   */
  InvoiceCodes codes(InvoiceSettings settings, BexioUser me, List<BexioUser> users) {
    try {
      Integer user = settings.user();
      SalesTax tax = InvoiceChoices.tax(settings.tax(), taxes);
      Unit unit = InvoiceChoices.unit(settings.unit(), units);
      Integer decimals = documents.amountDecimals();
      return new InvoiceCodes(
          user == null ? me.id() : InvoiceChoices.user(user, users).id(),
          unit == null ? null : unit.id(),
          account(settings),
          tax == null ? null : tax.id(),
          tax == null ? BigDecimal.ZERO : tax.value(),
          settings.bankAccount(documents.bankAccountId()),
          settings.decimals(decimals == null ? USUAL_DECIMALS : decimals));
    } catch (InvoiceChoices.Undecided open) {
      throw new RunFailure("invoice.undecided", text(open));
    }
  }

  /** What must be said of what was read: a code and its figures. */
  List<String> notes(InvoiceCodes codes) {
    return accounts == null ? List.of("invoice-account-unverified " + codes.account()) : List.of();
  }

  /** What a person has to set, and to what. */
  public static String text(InvoiceChoices.Undecided open) {
    return Messages.text(
        "problem.invoice-" + open.why(), open.key(), open.getMessage(), open.set());
  }

  private int account(InvoiceSettings settings) throws InvoiceChoices.Undecided {
    return accounts == null
        ? InvoiceChoices.unverifiedAccount(settings.account())
        : InvoiceChoices.account(settings.account(), accounts).id();
  }
}
