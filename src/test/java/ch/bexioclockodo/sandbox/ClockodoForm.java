package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Checks the body of a v3/v4 write; errors come together, with type, message and path. */
final class ClockodoForm {

  private final ObjectNode body;
  private final boolean partial;
  private final ClockodoErrors shapes;
  private final ObjectNode checked = Json.MAPPER.createObjectNode();
  private final List<ObjectNode> errors = new ArrayList<>();

  /** In a partial form required fields may be absent. */
  ClockodoForm(Call call, boolean partial, ClockodoErrors shapes) {
    if (!(call.json() instanceof ObjectNode object)) {
      throw new Refusal(shapes.of(call, 400, "The body must be a JSON object."));
    }
    this.body = object;
    this.partial = partial;
    this.shapes = shapes;
  }

  ObjectNode body() {
    return body;
  }

  ClockodoForm requiredText(String name, int longest) {
    if (!body.has(name) && partial) {
      return this;
    }
    if (body.path(name).asText("").isBlank()) {
      return error("Empty", "The value must not be empty.", name);
    }
    return text(name, longest);
  }

  ClockodoForm optionalText(String name, int longest) {
    return body.has(name) ? text(name, longest) : this;
  }

  ClockodoForm optionalBoolean(String name) {
    if (!body.has(name)) {
      return this;
    }
    JsonNode value = body.get(name);
    if (value.isBoolean() || List.of("0", "1", "true", "false").contains(value.asText())) {
      checked.put(name, value.asBoolean() || value.asText().equals("1"));
      return this;
    }
    return error("UnexpectedValue", "A boolean is expected.", name);
  }

  ClockodoForm optionalDate(String name) {
    if (!body.has(name)) {
      return this;
    }
    try {
      if (!body.get(name).isNull()) {
        LocalDate.parse(body.get(name).asText());
      }
      checked.set(name, body.get(name));
      return this;
    } catch (DateTimeParseException e) {
      return error("UnexpectedValue", "A date YYYY-MM-DD is expected.", name);
    }
  }

  ClockodoForm requiredNumber(String name, BigDecimal least, BigDecimal largest) {
    if (!body.has(name) && partial) {
      return this;
    }
    if (!body.hasNonNull(name)) {
      return error("Empty", "The value must not be empty.", name);
    }
    return number(name, least, largest);
  }

  ClockodoForm optionalNumber(String name, BigDecimal least, BigDecimal largest) {
    if (!body.has(name)) {
      return this;
    }
    if (body.get(name).isNull()) {
      checked.putNull(name);
      return this;
    }
    return number(name, least, largest);
  }

  /** The id of an existing row. */
  ClockodoForm requiredReference(String name, Table table) {
    if (!body.has(name) && partial) {
      return this;
    }
    if (!body.hasNonNull(name)) {
      return error("Empty", "The value must not be empty.", name);
    }
    if (!table.contains(body.get(name).asInt())) {
      return error("ResourceNotFound", "The referenced resource does not exist.", name);
    }
    checked.put(name, body.get(name).asInt());
    return this;
  }

  /** Takes a value over that needs no check. */
  ClockodoForm any(String name) {
    if (body.has(name)) {
      checked.set(name, body.get(name));
    }
    return this;
  }

  ClockodoForm error(String type, String message, String path) {
    errors.add(ClockodoErrors.item(type, message, path, null));
    return this;
  }

  /** The checked fields; fields that the form does not know are left out. */
  ObjectNode finish() {
    if (!errors.isEmpty()) {
      throw new Refusal(shapes.items(422, errors));
    }
    return checked;
  }

  private ClockodoForm text(String name, int longest) {
    JsonNode value = body.get(name);
    if (value.isContainerNode()) {
      return error("UnexpectedValue", "A text is expected.", name);
    }
    if (value.asText().length() > longest) {
      errors.add(
          ClockodoErrors.item(
              "NotBetween", "The text is too long.", name, Json.object("min", 0, "max", longest)));
      return this;
    }
    checked.put(name, value.isNull() ? null : value.asText());
    return this;
  }

  private ClockodoForm number(String name, BigDecimal least, BigDecimal largest) {
    try {
      BigDecimal value = new BigDecimal(body.get(name).asText());
      if (value.compareTo(least) < 0 || value.compareTo(largest) > 0) {
        errors.add(
            ClockodoErrors.item(
                "NotBetween",
                "The value is out of range.",
                name,
                Json.object("min", least, "max", largest)));
      } else {
        checked.put(name, value);
      }
      return this;
    } catch (NumberFormatException e) {
      return error("UnexpectedValue", "A number is expected.", name);
    }
  }
}
