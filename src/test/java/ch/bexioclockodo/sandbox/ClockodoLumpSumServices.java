package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;

/** {@code /v4/lumpSumServices}, {@code clockodo.md} §4.4. */
final class ClockodoLumpSumServices extends ClockodoMaster {

  private static final BigDecimal LARGEST_PRICE = new BigDecimal("99999999.99");

  ClockodoLumpSumServices(World world, ClockodoErrors errors) {
    super(
        world,
        errors,
        world.clockodo().table("lumpSumServices"),
        "/v4/lumpSumServices",
        "lumpsum_services_id",
        "active",
        "fulltext");
  }

  @Override
  protected ObjectNode checked(ClockodoForm form) {
    return form.requiredText("name", LONGEST_NAME)
        .requiredNumber("price", LARGEST_PRICE.negate(), LARGEST_PRICE)
        .optionalText("unit", 6)
        .optionalText("number", LONGEST_NUMBER)
        .optionalBoolean("active")
        .optionalText("note", LONGEST_NOTE)
        .finish();
  }

  @Override
  protected ObjectNode view(ObjectNode row) {
    return row;
  }

  @Override
  protected Set<String> restrictedKeys() {
    return Set.of("note", "price");
  }

  @Override
  protected boolean sameScope(ObjectNode one, ObjectNode other) {
    return true;
  }
}
