package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadTest {

  @Test
  void fieldsWithoutAValueAreLeftOutAndTheRestKeepsItsOrder() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "Zürich \"West\"");
    fields.put("number", null);
    fields.put("active", false);
    fields.put("note", "");
    assertThat(Payload.of(fields))
        .isEqualTo("{\"name\":\"Zürich \\\"West\\\"\",\"active\":false,\"note\":\"\"}");
  }

  @Test
  void aReferenceBecomesTheIdOfWhatItsRowCreated() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "Umbau");
    fields.put("customers_id", Payload.reference(12));
    assertThat(Payload.references(fields)).containsExactly(12);
    String payload = Payload.of(fields);
    assertThat(payload).isEqualTo("{\"name\":\"Umbau\",\"customers_id\":{\"row\":12}}");
    assertThat(Payload.resolve(payload, Set.of(12), row -> row * 100L))
        .isEqualTo("{\"name\":\"Umbau\",\"customers_id\":1200}");
  }

  @Test
  void aPayloadWithoutReferencesIsSentByteForByte() {
    String payload = "{\"text\":\"{\\\"row\\\":1} $1 \\\\ {\\\"row\\\":2}\"}";
    assertThat(Payload.resolve(payload, Set.of(), row -> 7)).isSameAs(payload);
  }

  @Test
  void textThatLooksLikeAReferenceStays() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "{\"row\":12} $0");
    fields.put("customers_id", Payload.reference(12));
    assertThat(Payload.references(fields)).containsExactly(12);
    Map<String, Object> sent =
        Json.readMap(Payload.resolve(Payload.of(fields), Set.of(12), row -> 5L));
    assertThat(sent).containsEntry("name", "{\"row\":12} $0").containsEntry("customers_id", 5);
  }

  @Test
  void whatIsNotListedAsAReferenceStays() {
    assertThat(Payload.resolve("{\"a\":{\"row\":1},\"b\":{\"row\":11}}", Set.of(11), row -> 5L))
        .isEqualTo("{\"a\":{\"row\":1},\"b\":5}");
  }
}
