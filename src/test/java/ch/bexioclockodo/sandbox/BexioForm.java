package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the body of a bexio create or edit and collects what is wrong with it. */
final class BexioForm {

  private final ObjectNode body;
  private final boolean partial;
  private final List<String> errors = new ArrayList<>();

  /** In a partial form a required field may be absent, but not empty. */
  BexioForm(Call call, boolean partial) {
    if (!(call.json() instanceof ObjectNode object)) {
      throw call.body().length == 0
          ? new Refusal(BexioErrors.of(415, null))
          : BexioErrors.unprocessable(null);
    }
    this.body = object.deepCopy();
    this.partial = partial;
  }

  ObjectNode body() {
    return body;
  }

  BexioForm onlyFields(Collection<String> known, BexioRules rules) {
    List<String> unknown = new ArrayList<>();
    body.fieldNames().forEachRemaining(name -> unknown.add(name));
    unknown.removeAll(known);
    if (!unknown.isEmpty() && rules.unknownFieldsRefused()) {
      errors.add(
          "Widget schema does not include the following field(s): " + String.join(", ", unknown));
    }
    body.remove(unknown);
    return this;
  }

  BexioForm requiredText(String name, int longest) {
    if (present(name, true)) {
      text(name, longest);
      if (body.get(name).asText().isBlank()) {
        errors.add(name + ": Required.");
      }
    }
    return this;
  }

  BexioForm optionalText(String name, int longest) {
    if (present(name, false)) {
      text(name, longest);
    }
    return this;
  }

  /** The id of an existing row of one of the tables. */
  BexioForm requiredReference(String name, Table... tables) {
    if (present(name, true)) {
      reference(name, tables);
    }
    return this;
  }

  BexioForm optionalReference(String name, Table... tables) {
    if (present(name, false)) {
      reference(name, tables);
    }
    return this;
  }

  BexioForm requiredBoolean(String name) {
    if (present(name, true) && !body.get(name).isBoolean()) {
      errors.add(name + ": Invalid.");
    }
    return this;
  }

  BexioForm optionalBoolean(String name) {
    if (present(name, false) && !body.get(name).isBoolean()) {
      errors.add(name + ": Invalid.");
    }
    return this;
  }

  BexioForm optionalPattern(String name, Pattern pattern) {
    if (present(name, false) && !pattern.matcher(body.get(name).asText()).matches()) {
      errors.add(name + ": Invalid.");
    }
    return this;
  }

  BexioForm requiredOneOf(String name, String... values) {
    if (present(name, true) && !List.of(values).contains(body.get(name).asText())) {
      errors.add(name + ": Invalid.");
    }
    return this;
  }

  /** Whether there is a value to check; notes an error where a required one is missing. */
  boolean present(String name, boolean required) {
    if (body.hasNonNull(name)) {
      return true;
    }
    if (required && !(partial && !body.has(name))) {
      errors.add(name + ": Required.");
    }
    return false;
  }

  void error(String error) {
    errors.add(error);
  }

  /** The checked body. */
  ObjectNode finish() {
    if (!errors.isEmpty()) {
      throw BexioErrors.form(errors);
    }
    return body;
  }

  private void text(String name, int longest) {
    JsonNode value = body.get(name);
    if (value.isContainerNode()) {
      errors.add(name + ": Invalid.");
    } else if (value.asText().length() > longest) {
      errors.add(name + ": Too long (" + longest + " characters max).");
    }
  }

  private void reference(String name, Table... tables) {
    JsonNode value = body.get(name);
    boolean number = value.isInt() || (value.isTextual() && Router.isNumber(value.textValue()));
    int id = number ? value.asInt() : -1;
    for (Table table : tables) {
      if (table.contains(id)) {
        // Ids sent as strings are stored as what they mean.
        body.put(name, id);
        return;
      }
    }
    errors.add(name + ": Invalid.");
  }
}
