package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bexio user, or a fictional user (contact person without login): the two lists have one shape
 * (facts: bexio §7).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BexioUser(int id, String firstname, String lastname, String email) {

  public String name() {
    String name =
        Stream.of(firstname, lastname)
            .filter(part -> part != null && !part.isBlank())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? email : name;
  }
}
