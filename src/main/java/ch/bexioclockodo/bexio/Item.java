package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A bexio item ({@code /2.0/article}): a thing (type 1) or a service (type 2); real data hold items
 * without a type (facts: bexio §8).
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Item(
    int id,
    @JsonProperty("intern_code") String number,
    @JsonProperty("intern_name") String name,
    @JsonProperty("article_type_id") Integer type) {

  private static final int SERVICE = 2;

  public Item {
    number = Texts.orNull(number);
    name = Texts.orNull(name);
  }

  @JsonIgnore
  public boolean isService() {
    return type != null && type == SERVICE;
  }
}
