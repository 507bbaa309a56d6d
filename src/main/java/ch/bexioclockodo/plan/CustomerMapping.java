package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a clockodo customer, from a bexio contact (facts: clockodo §4.1). */
public final class CustomerMapping {

  public Map<String, Object> map(Mapping mapping) {
    Contact contact = (Contact) mapping.record();
    Map<String, Object> customer = new LinkedHashMap<>();
    customer.put("name", mapping.rules().nameOf(contact));
    if (mapping.rules().contactNumbers()) {
      customer.put("number", contact.number());
    }
    customer.put("active", !contact.archived());
    return customer;
  }
}
