package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * clockodo's report ({@code GET /v2/entrygroups}): nested groups with seconds and, where visible,
 * revenue (§6.1).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryGroups(List<Group> groups) {

  /** One report group; its id comes as a string or a number, 0 where the entries have none. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Group(
      @JsonProperty("grouped_by") String groupedBy,
      JsonNode group,
      String name,
      long duration,
      BigDecimal revenue,
      @JsonProperty("sub_groups") List<Group> subGroups) {

    public String key() {
      return group == null || group.isNull() ? "0" : group.asText();
    }

    public boolean leaf() {
      return subGroups == null || subGroups.isEmpty();
    }

    /** The groups of the next level; none at the lowest. */
    public List<Group> inside() {
      return leaf() ? List.of() : subGroups;
    }
  }
}
