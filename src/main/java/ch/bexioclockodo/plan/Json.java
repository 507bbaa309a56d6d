package ch.bexioclockodo.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** JSON as it is stored in the tables: compact, keys in the order they were put. */
public final class Json {

  /** Amounts come back as they were written, digit by digit. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectReader MAPS =
      MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads a map as a record. */
  public static <T> T convert(Map<String, Object> map, Class<T> type) {
    return MAPPER.convertValue(map, type);
  }

  public static Map<String, Object> readMap(String json) {
    try {
      return MAPS.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot be read as JSON of " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  public static List<String> readList(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON list: " + e.getOriginalMessage(), e);
    }
  }
}
