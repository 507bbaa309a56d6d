package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.ClockodoUser;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a new fictional user (contact person without login) in bexio, from a clockodo user
 * (facts: bexio §7).
 */
public final class FictionalUserMapping {

  private String salutation = "male";
  private PersonName.Order order = PersonName.Order.FIRST_LAST;

  /** What bexio is told as salutation ({@code bexio-clockodo.export.salutation}). */
  public void setSalutation(String salutation) {
    this.salutation = salutation;
  }

  /** In which order clockodo's names are written ({@code bexio-clockodo.export.name-order}). */
  public void setNameOrder(String nameOrder) {
    this.order = PersonName.Order.of(nameOrder);
  }

  public Map<String, Object> map(First first) {
    ClockodoUser user = (ClockodoUser) first.record();
    PersonName name = PersonName.of(user.name(), order).orElseThrow();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("salutation_type", salutation);
    fields.put("firstname", name.first());
    fields.put("lastname", name.last());
    fields.put("email", user.email().strip());
    return fields;
  }
}
