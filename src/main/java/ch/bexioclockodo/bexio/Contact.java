package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/**
 * A bexio contact as {@code GET /2.0/contact} lists it: a company (type 1) or a person (type 2).
 * Unset texts come as null or empty and are null here; group ids are one comma string; whether it
 * is archived is told by the list it comes from (facts: bexio §1.5, §3).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Contact(
    int id,
    @JsonProperty("nr") String number,
    @JsonProperty("contact_type_id") int type,
    @JsonProperty("name_1") String name1,
    @JsonProperty("name_2") String name2,
    @JsonProperty("contact_group_ids") String groupIds,
    boolean archived) {

  private static final int COMPANY = 1;

  public Contact {
    number = Texts.orNull(number);
    name1 = Texts.orNull(name1);
    name2 = Texts.orNull(name2);
    groupIds = Texts.orNull(groupIds);
  }

  @JsonIgnore
  public boolean isCompany() {
    return type == COMPANY;
  }

  public List<String> groups() {
    return groupIds == null
        ? List.of()
        : Arrays.stream(groupIds.split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList();
  }

  /** The same contact, archived or not. */
  public Contact archived(boolean isArchived) {
    return new Contact(id, number, type, name1, name2, groupIds, isArchived);
  }
}
