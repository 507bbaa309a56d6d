package ch.bexioclockodo.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What invoice drafts ask bexio for: also for the accounts, which they can do without. */
class InvoiceScopesTest {

  private static final Set<BexioFunction> DRAFTS = Set.of(BexioFunction.INVOICE_DRAFTS);

  @Test
  void accountsAreAskedForAndNeverMissed() {
    assertThat(BexioFunction.toAskFor(DRAFTS))
        .contains("accounting", "kb_invoice_edit", "bank_account_show")
        .doesNotContain("kb_invoice_show");
    assertThat(BexioFunction.missing(DRAFTS, true, Set.of("kb_invoice_edit", "bank_account_show")))
        .isEmpty();
    assertThat(BexioFunction.missing(DRAFTS, true, Set.of("accounting")))
        .containsEntry(
            BexioFunction.INVOICE_DRAFTS,
            Set.of("kb_invoice_edit", "kb_invoice_show", "bank_account_show"));
    assertThat(BexioFunction.toAskFor(Set.of(BexioFunction.TIMESHEETS)))
        .doesNotContain("accounting");
  }
}
