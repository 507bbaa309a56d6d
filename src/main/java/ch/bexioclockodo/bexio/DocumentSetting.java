package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the company has set for one kind of document ({@code GET /2.0/kb_item_setting}).
 *
 * @param amountDecimals how many decimals of an amount its documents show
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DocumentSetting(
    @JsonProperty("kb_item_class") String kind,
    @JsonProperty("default_client_bank_account_new_id") Integer bankAccountId,
    @JsonProperty("default_nb_decimals_amount") Integer amountDecimals) {

  /** Whether it is about invoices. */
  public boolean ofInvoices() {
    return "KbInvoice".equals(kind);
  }
}
