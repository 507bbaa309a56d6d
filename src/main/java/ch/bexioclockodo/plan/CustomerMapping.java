package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a new clockodo customer, from a bexio contact (facts: clockodo §4.1). */
public final class CustomerMapping {

  public Map<String, Object> map(Proposal proposal) {
    Contact contact = (Contact) proposal.record();
    Map<String, Object> customer = new LinkedHashMap<>();
    customer.put("name", contact.name());
    customer.put("number", blankToNull(contact.number()));
    return customer;
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
