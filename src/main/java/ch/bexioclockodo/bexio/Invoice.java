package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What is looked at of an invoice of {@code /2.0/kb_invoice}. Totals are in the document's
 * currency; {@code updated_at} is bexio's wall time and only compared (facts: bexio §9).
 *
 * @param status 7 is a draft; anything else has been issued at some time
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Invoice(
    long id,
    @JsonProperty("document_nr") String number,
    @JsonProperty("api_reference") String reference,
    @JsonProperty("contact_id") Long contactId,
    @JsonProperty("kb_item_status_id") Integer status,
    BigDecimal total,
    @JsonProperty("updated_at") String updatedAt) {

  private static final int DRAFT = 7;

  /** Whether it is a draft that nobody has issued. */
  public boolean draft() {
    return status != null && status == DRAFT;
  }

  /** Whether it is for this contact and comes to this total. */
  public boolean is(long contact, BigDecimal expected) {
    return contactId != null && contactId == contact && comesTo(expected);
  }

  /** Whether it comes to this total. */
  public boolean comesTo(BigDecimal expected) {
    return total != null && total.compareTo(expected) == 0;
  }

  /** Whether it is as it was then, as far as both can be seen. */
  public boolean isStill(Invoice then) {
    return draft() == then.draft()
        && Objects.equals(contactId, then.contactId)
        && (total == null || then.total == null || total.compareTo(then.total) == 0)
        && (updatedAt == null || then.updatedAt == null || updatedAt.equals(then.updatedAt));
  }

  /** Its number as people know it, with the id. */
  public String named() {
    return number == null || number.isBlank() ? "#" + id : number + " (#" + id + ")";
  }
}
