package ch.bexioclockodo.bexio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A bexio project as {@code GET /2.0/pr_project} lists it (facts: bexio §4). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Project(
    int id,
    @JsonProperty("nr") String number,
    String name,
    @JsonProperty("contact_id") int contactId,
    @JsonProperty("contact_sub_id") Integer contactSubId) {}
