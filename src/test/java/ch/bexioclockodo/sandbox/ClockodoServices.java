package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** {@code /v4/services}, {@code clockodo.md} §4.3. */
final class ClockodoServices extends ClockodoMaster {

  ClockodoServices(World world, ClockodoErrors errors) {
    super(
        world,
        errors,
        world.clockodo().table("services"),
        "/v4/services",
        "services_id",
        "active",
        "fulltext");
  }

  @Override
  protected ObjectNode checked(ClockodoForm form) {
    return ClockodoBillService.check(form, world.clockodoRules())
        .requiredText("name", LONGEST_NAME)
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
    return Set.of("note");
  }

  @Override
  protected boolean sameScope(ObjectNode one, ObjectNode other) {
    return true;
  }
}
