package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The answer of {@code GET /v2/entries/{id}} (facts: clockodo §3). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EntryAnswer(Entry entry) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  /** The entry in an answer; an answer without one is an {@link IllegalStateException}. */
  public static Entry read(String body) {
    try {
      EntryAnswer answer = MAPPER.readValue(body, EntryAnswer.class);
      if (answer != null && answer.entry() != null) {
        return answer.entry();
      }
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(
          "clockodo's answer about an entry cannot be read: " + unreadable.getOriginalMessage(),
          unreadable);
    }
    throw new IllegalStateException("clockodo's answer about an entry holds none");
  }
}
