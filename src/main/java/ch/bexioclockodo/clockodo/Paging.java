package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** clockodo's paging block; an empty list has 0 pages (facts: clockodo §3). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Paging(
    @JsonProperty("items_per_page") int itemsPerPage,
    @JsonProperty("current_page") int currentPage,
    @JsonProperty("count_pages") int countPages,
    @JsonProperty("count_items") int countItems) {}
