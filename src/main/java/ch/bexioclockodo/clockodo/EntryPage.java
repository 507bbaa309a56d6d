package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** One page of {@code GET /v2/entries} (facts: clockodo §3). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryPage(Paging paging, List<Entry> entries) {}
