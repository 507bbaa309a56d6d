package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bexio contact as {@code GET /2.0/contact} lists it: a company (type 1) or a person (type 2).
 * Unset texts are null or empty, group ids are one comma string (facts: bexio §1.5, §3).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Contact(
    int id,
    @JsonProperty("nr") String number,
    @JsonProperty("contact_type_id") int type,
    @JsonProperty("name_1") String name1,
    @JsonProperty("name_2") String name2,
    @JsonProperty("contact_group_ids") String groupIds) {

  private static final int COMPANY = 1;

  public boolean company() {
    return type == COMPANY;
  }

  /** The name as people say it: a company's name and suffix, or a person's first and last name. */
  public String name() {
    Stream<String> parts = company() ? Stream.of(name1, name2) : Stream.of(name2, name1);
    return parts
        .filter(part -> part != null && !part.isBlank())
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  public List<String> groups() {
    return groupIds == null
        ? List.of()
        : Arrays.stream(groupIds.split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList();
  }
}
