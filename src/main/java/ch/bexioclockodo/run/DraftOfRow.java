package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The draft that a plan row is about.
 *
 * @param reference what bexio can be searched for
 * @param contactId bexio's contact, 0 where it does not matter
 * @param total what it comes to in bexio
 * @param entries how many entries follow its row
 * @param described for whom and of when it is, as JSON, without its positions
 */
record DraftOfRow(
    String reference, long contactId, BigDecimal total, int entries, String described) {

  static DraftOfRow of(Sending sending) {
    Map<String, Object> described = new LinkedHashMap<>(Json.readMap(sending.source()));
    described.remove("positions");
    String text = Json.write(described);
    if (sending.payload() == null) {
      String reference = String.valueOf(Json.readMap(sending.target()).get("reference"));
      return new DraftOfRow(reference, 0, BigDecimal.ZERO, 0, text);
    }
    Map<String, Object> payload = Json.readMap(sending.payload());
    return new DraftOfRow(
        String.valueOf(payload.get("api_reference")),
        ((Number) payload.get("contact_id")).longValue(),
        new BigDecimal(String.valueOf(described.get("total"))),
        ((Number) described.get("entries")).intValue(),
        text);
  }

  /**
   * What its row tells once it is in bexio.
   *
   * @param named its number in bexio
   */
  Reason written(String named) {
    Map<String, Object> whole = Json.readMap(described);
    boolean split = whole.get("parts") instanceof Integer parts && parts > 1;
    return split
        ? Reason.of(ReasonCode.DRAFT_WRITTEN_PART, named, whole.get("part"), whole.get("parts"))
        : Reason.of(ReasonCode.DRAFT_WRITTEN, named);
  }
}
